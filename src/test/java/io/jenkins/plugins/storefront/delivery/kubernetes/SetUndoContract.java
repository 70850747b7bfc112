package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back of a set. The sandbox's and a real cluster are held to it. */
public abstract class SetUndoContract extends SetFixture {
    private static final String MIGRATION = """

            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: migrate, annotations: {storefront.jenkins.io/hook: before%s}}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: 'shop/m:1'}]}}}
            """;

    @Test
    void anUndoBringsBackWhatWasPrunedAndDeletesWhatWasMade() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        succeeded(roll("r2", SHOP.formatted("2") + EXTRA.replace("extra", "newer")));
        succeeded(end(session -> session.startUndo(request("u2", "", RolloutOptions.NONE), "r2", "a test")));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(Fields.text(cluster.get(config("settings")), "data", "COLOUR"))
                .isEqualTo("1");
        assertThat(cluster.get(config("extra"))).isNotNull();
        assertThat(cluster.get(config("newer"))).isNull();
    }

    @Test
    void aSetGoesBackToAReleaseThatTheClusterKeeps() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1") + EXTRA));
        succeeded(roll("r2", SHOP.formatted("2")));
        succeeded(end(session -> session.start(
                request("back", "", RolloutOptions.of("shop", false)), new RolloutTask.Back(null, null))));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(cluster.get(config("extra"))).isNotNull();
        assertThat(new History(cluster, namespace, "shop").all())
                .extracting(History.Revision::number)
                .containsExactly(3, 2, 1);
    }

    @Test
    void aReleaseThatCannotBeUndoneIsNot() throws Exception {
        succeeded(roll("r1", SHOP.formatted("1")));
        succeeded(roll(
                "r2",
                SHOP.formatted("2") + MIGRATION.formatted(", storefront.jenkins.io/irreversible: drops a column")));
        assertThat(run.events(Remark.class)).anySatisfy(remark -> assertThat(remark.text())
                .contains("cannot be undone: Job " + namespace + "/migrate: drops a column"));
        assertThatThrownBy(
                        () -> end(session -> session.startUndo(request("u", "", RolloutOptions.NONE), "r2", "a test")))
                .hasMessageContaining("cannot be undone: Job " + namespace + "/migrate: drops a column")
                .hasMessageContaining("override: true");
        assertThatThrownBy(() -> end(session -> session.start(
                        request("b", "", RolloutOptions.of("shop", false)), new RolloutTask.Back(null, null))))
                .hasMessageContaining("drops a column");
        assertThat(image()).isEqualTo("shop/cart:2");
    }

    @Test
    void anUndoLeavesWhatOthersMayHaveFilled() throws Exception {
        String group = namespace + ".example.com";
        String made = """

                ---
                {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: carts.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: Cart, plural: carts, singular: cart}
                  versions:
                    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
                """.formatted(group);
        WorkloadRef definition =
                new WorkloadRef("apiextensions.k8s.io/v1", "CustomResourceDefinition", null, "carts." + group);
        try {
            succeeded(roll("r1", SHOP.formatted("1")));
            succeeded(roll("r2", SHOP.formatted("2") + made + EXTRA));
            succeeded(end(session -> session.startUndo(request("u2", "", RolloutOptions.NONE), "r2", "a test")));
            assertThat(image()).isEqualTo("shop/cart:1");
            assertThat(cluster.get(config("extra"))).isNull();
            assertThat(cluster.get(new WorkloadRef("v1", "PersistentVolumeClaim", namespace, "data")))
                    .isNotNull();
            assertThat(cluster.get(definition)).isNotNull();
        } finally {
            cluster.delete(definition);
        }
    }

    @Test
    void anUndoLeavesWhatSomebodyElseMadeMeanwhile() throws Exception {
        String late = "{apiVersion: v1, kind: ConfigMap, metadata: {name: late%s}, data: {a: b}}";
        String crashing = SHOP.formatted("2")
                .replace("labels: {app: cart}}", "labels: {app: cart}, annotations: {behaviour: crash}}");
        succeeded(roll("r1", SHOP.formatted("1")));
        RolloutMachine.End failed = roll(
                "r2",
                crashing + "\n---\n"
                        + late.formatted(", annotations: {storefront.jenkins.io/service: late,"
                                + " storefront.jenkins.io/depends-on: cart}"));
        assertThat(failed.outcome()).as(failed.toString()).isEqualTo(Outcome.FAILED);
        assertThat(cluster.get(config("late"))).isNull();
        ((Fabric8Cluster) cluster)
                .applyAs(
                        "kubectl",
                        Manifests.parse(late.formatted(""), "test").get(0).inNamespace(namespace),
                        false);
        succeeded(end(session -> session.startUndo(request("u2", "", RolloutOptions.NONE), "r2", "a test")));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(cluster.get(config("late"))).isNotNull();
    }

    @Test
    void aSetGoesBackToAReleaseThatIsNamedOrOneServiceOfIt() throws Exception {
        for (String version : List.of("1", "2", "3")) {
            succeeded(roll("r" + version, SHOP.formatted(version) + EXTRA.replace("a: b", "a: '" + version + "'")));
        }
        succeeded(back("b1", "1", null));
        assertThat(image()).isEqualTo("shop/cart:1");
        assertThat(extra()).isEqualTo("1");
        succeeded(back("b2", "r3", "cart"));
        assertThat(image()).isEqualTo("shop/cart:3");
        assertThat(extra()).as("a service goes back alone").isEqualTo("1");
        assertThatThrownBy(() -> back("b3", "99", null))
                .hasMessageContaining("has no release '99' to go back to; on record are ")
                .hasMessageContaining("1 (");
        assertThatThrownBy(() -> back("b4", "1", "cartt")).hasMessageContaining("has no service 'cartt'");
    }

    @Test
    void whatServesAfterAServiceWentBackAloneIsKeptAsAReleaseOfTheSet() throws Exception {
        String shop = SHOP.replace(
                "{name: cart}\nspec", "{name: cart, annotations: {storefront.jenkins.io/service: cart}}\nspec");
        for (String version : List.of("1", "2")) {
            succeeded(roll("r" + version, shop.formatted(version) + EXTRA.replace("a: b", "a: '" + version + "'")));
        }
        succeeded(back("b1", "1", "cart"));
        assertThat(new History(cluster, namespace, "shop").all())
                .extracting(History.Revision::number, History.Revision::rollout)
                .containsExactly(tuple(3, "b1"), tuple(2, "r2"), tuple(1, "r1"));
        succeeded(roll("r3", shop.formatted("3")));
        assertThat(cluster.get(config("extra"))).isNull();
        succeeded(back("b2", null, null));
        assertThat(image()).as("what served before the latest release").isEqualTo("shop/cart:1");
        assertThat(extra()).isEqualTo("2");
        assertThat(Fields.text(cluster.get(config("settings")), "data", "COLOUR"))
                .isEqualTo("2");
    }

    @Test
    void theUndoOfAServiceThatWentBackAloneTakesItsReleaseOffTheRecord() throws Exception {
        for (String version : List.of("1", "2")) {
            succeeded(roll("r" + version, SHOP.formatted(version)));
        }
        succeeded(back("b1", "1", "cart"));
        succeeded(end(session -> session.startUndo(request("u1", "", RolloutOptions.NONE), "b1", "a test")));
        assertThat(image()).isEqualTo("shop/cart:2");
        assertThat(new History(cluster, namespace, "shop").all())
                .extracting(History.Revision::rollout)
                .containsExactly("r2", "r1");
    }

    private RolloutMachine.End back(String id, String to, String service) throws Exception {
        return end(session ->
                session.start(request(id, "", RolloutOptions.of("shop", false)), new RolloutTask.Back(to, service)));
    }

    private String extra() throws Exception {
        return Fields.text(cluster.get(config("extra")), "data", "a");
    }
}
