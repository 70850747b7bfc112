package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rollout relies on in a cluster: its API, and its controllers. The sandbox's and a real one are held to the same. */
public abstract class ClusterContract extends ControllersContract {
    private static final String CONFIG =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '1', b: '2'}}";

    @Test
    void createsWithIdentityAndAppliesAgainWithoutAChange() throws Exception {
        Map<String, Object> first = apply(CONFIG);
        Map<String, Object> second = apply(CONFIG);
        assertThat(Fields.text(first, "metadata", "uid")).isNotBlank();
        assertThat(Fields.text(second, "metadata", "resourceVersion"))
                .isEqualTo(Fields.text(first, "metadata", "resourceVersion"));
    }

    @Test
    void removesWhatIsNoLongerApplied() throws Exception {
        apply(CONFIG);
        apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: '3'}}");
        assertThat(Fields.map(cluster.get(ref("v1", "ConfigMap", "c")), "data")).isEqualTo(Map.of("a", "3"));
    }

    @Test
    void countsGenerationsOfWhatIsWantedOnly() throws Exception {
        apply(deployment("shop/web:1", ""));
        assertThat(Fields.number(apply(deployment("shop/web:1", "")), "metadata", "generation"))
                .isEqualTo(1);
        assertThat(Fields.number(apply(deployment("shop/web:2", "")), "metadata", "generation"))
                .isEqualTo(2);
    }

    @Test
    void saysThatAnObjectIsNotThereAndDeletesTwice() throws Exception {
        WorkloadRef config = ref("v1", "ConfigMap", "c");
        assertThat(cluster.get(config)).isNull();
        apply(CONFIG);
        cluster.delete(config);
        cluster.delete(config);
        assertThat(cluster.get(config)).isNull();
    }

    @Test
    void listsByLabels() throws Exception {
        apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: c1, labels: {tier: front}}}");
        apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: c2, labels: {tier: back}}}");
        assertThat(cluster.list("v1", "ConfigMap", namespace, Map.of("tier", "back")))
                .extracting(one -> Fields.text(one, "metadata", "name"))
                .containsExactly("c2");
    }

    @Test
    void triesWithoutChangingAnything() throws Exception {
        cluster.dryRun(manifest(CONFIG), false);
        assertThat(cluster.get(ref("v1", "ConfigMap", "c"))).isNull();
    }

    @Test
    void leavesTheFieldsOfOthersAloneUnlessForced() throws Exception {
        apply(deployment("shop/web:1", ""));
        Cluster other = Clusters.open(admin());
        try (other) {
            ((Fabric8Cluster) other).applyAs("helm", manifest(deployment("shop/web:2", "")), true);
        }
        assertThatThrownBy(() -> apply(deployment("shop/web:3", "")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("conflict")
                .hasMessageContaining("helm")
                .hasMessageContaining(".spec.template.spec.containers[name=\"web\"].image");
        cluster.apply(manifest(deployment("shop/web:3", "")), true);
        assertThat(cluster.get(deployment()).toString()).contains("shop/web:3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: Not_a_name}}          | RFC 1123
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: b}}, spec: {containers: [{name: c, image: i}]}}}} | `selector` does not match
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c}]}}}}           | image: Required value
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replica: 3, selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i}]}}}} | field not declared in schema
            {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {app: a}}} | spec.ports: Required value
            {apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: [{name: c, image: i}]}}}} | restartPolicy
            """)
    void refusesWhatIsInvalidAndNamesTheField(String yaml, String said) throws Exception {
        Manifest manifest = manifest(yaml);
        assertThatThrownBy(() -> cluster.dryRun(manifest, false)).hasMessageContaining(said);
        assertThat(cluster.get(manifest.ref())).isNull();
    }

    @Test
    void refusesAnObjectInANamespaceThatIsNotThere() throws Exception {
        Manifest manifest = Manifests.parse(CONFIG, "test").get(0).inNamespace("nowhere");
        assertThatThrownBy(() -> cluster.apply(manifest, false)).hasMessageContaining("\"nowhere\" not found");
    }

    @Test
    void refusesToChangeAJob() throws Exception {
        apply(job("shop/m:1"));
        assertThatThrownBy(() -> apply(job("shop/m:2"))).hasMessageContaining("field is immutable");
    }

    @Test
    void refusesToChangeASelectorBeforeAnythingIsTouched() throws Exception {
        apply(deployment("shop/web:1", ""));
        Manifest other = manifest(deployment("shop/web:2", "").replace("{app: web}", "{app: web, tier: front}"));
        assertThatThrownBy(() -> cluster.dryRun(other, false))
                .hasMessageContaining("field is immutable")
                .hasMessageContaining("give it another name, or delete it first");
        assertThat(cluster.get(deployment()).toString()).contains("shop/web:1");
    }

    @Test
    void refusesWhoMayOnlyLook() throws Exception {
        try (Cluster looking = Clusters.open(viewer())) {
            assertThat(looking.get(ref("v1", "ConfigMap", "c"))).isNull();
            assertThatThrownBy(() -> looking.apply(manifest(CONFIG), false))
                    .hasMessageContaining("the cluster refuses: ")
                    .hasMessageContaining("cannot patch resource \"configmaps\"");
        }
    }

    @Test
    void refusesStrangers() throws Exception {
        try (Cluster unknown = Clusters.open(stranger())) {
            assertThatThrownBy(() -> unknown.get(ref("v1", "ConfigMap", "c")))
                    .hasMessageContaining("does not accept the login (401)");
        }
    }

    @Test
    void servesCustomResourcesOnceTheyAreDefined() throws Exception {
        String group = namespace + ".example.com";
        apply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: carts.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: Cart, plural: carts, singular: cart}
                  versions:
                    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                """.formatted(group));
        Manifest cart = manifest("{apiVersion: " + group + "/v1, kind: Cart, metadata: {name: c}, spec: {size: 3}}");
        assertThat(Fields.number(cluster.apply(cart, false), "spec", "size")).isEqualTo(3);
        cluster.delete(new WorkloadRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, "carts." + group));
    }
}
