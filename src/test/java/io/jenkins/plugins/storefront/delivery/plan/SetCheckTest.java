package io.jenkins.plugins.storefront.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is checked before anything is touched, each by a set that lacks it and by one that does not. */
class SetCheckTest {
    /** A cluster that has these objects, by kind. */
    private static Lookup cluster(String... objects) throws DeliveryException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String object : objects) {
            all.add(SafeYaml.mapping(object, "cluster"));
        }
        return (apiVersion, kind, namespace) -> Optional.of(
                all.stream().filter(one -> kind.equals(one.get("kind"))).toList());
    }

    private static List<Problem> check(Lookup lookup, String... manifests) throws DeliveryException {
        return SetCheck.of(Manifests.plan(Manifests.parse(String.join("\n---\n", manifests), "test"), "shop"), lookup);
    }

    private static String web(String pod, String container) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {selector: {matchLabels: {app: web}},"
                + " template: {metadata: {labels: {app: web}}, spec: {" + pod + " containers: [{name: web, image: i"
                + container + "}]}}}}";
    }

    private static String service(String more) {
        return "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]"
                + more + "}}";
    }

    private static void oneError(List<Problem> problems, String... said) {
        assertThat(problems).singleElement().satisfies(one -> {
            assertThat(one.error()).as(one.toString()).isTrue();
            assertThat(one.toString()).contains(said);
        });
    }

    /** What pods need, in all the places where it can be named. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | envFrom: [{configMapRef: {name: x}}]                                     | ConfigMap             | container web needs the ConfigMap 'x'
            | env: [{name: A, valueFrom: {configMapKeyRef: {name: x, key: k}}}]        | ConfigMap             | container web needs the ConfigMap 'x'
            volumes: [{name: v, configMap: {name: x}}],                      | | ConfigMap             | volume v needs the ConfigMap 'x'
            volumes: [{name: v, projected: {sources: [{configMap: {name: x}}]}}], | | ConfigMap        | volume v needs the ConfigMap 'x'
            | envFrom: [{secretRef: {name: x}}]                                        | Secret                | container web needs the Secret 'x'
            | env: [{name: A, valueFrom: {secretKeyRef: {name: x, key: k}}}]           | Secret                | container web needs the Secret 'x'
            volumes: [{name: v, secret: {secretName: x}}],                   | | Secret                | volume v needs the Secret 'x'
            volumes: [{name: v, projected: {sources: [{secret: {name: x}}]}}], | | Secret              | volume v needs the Secret 'x'
            initContainers: [{name: init, image: i, envFrom: [{secretRef: {name: x}}]}], | | Secret    | container init needs the Secret 'x'
            volumes: [{name: v, persistentVolumeClaim: {claimName: x}}],     | | PersistentVolumeClaim | volume v needs the PersistentVolumeClaim 'x'
            serviceAccountName: x,                                           | | ServiceAccount        | its pods need the ServiceAccount 'x'
            priorityClassName: x,                                            | | PriorityClass         | its pods need the PriorityClass 'x'
            """)
    void podsNeedWhatTheyName(String pod, String container, String kind, String said) throws Exception {
        String web = web(pod == null ? "" : pod, container == null ? "" : ", " + container);
        oneError(check(cluster(), web), said, "neither in the manifests nor in the cluster");
        String there = "{kind: " + kind + ", metadata: {name: x}, data: {k: v}}";
        assertThat(check(cluster(there), web)).isEmpty();
    }

    @Test
    void aPullSecretThatIsMissingIsOnlyAWarning() throws Exception {
        assertThat(check(cluster(), web("imagePullSecrets: [{name: x}],", "")))
                .singleElement()
                .satisfies(one -> assertThat(one.error()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "volumes: [{name: v, configMap: {name: x, items: [{key: k, path: p}]}}],",
                "volumes: [{name: v, projected: {sources: [{configMap: {name: x, items: [{key: k, path: p}]}}]}}],",
                "initContainers: [{name: i, image: i, env: [{name: A, valueFrom: {configMapKeyRef: {name: x, key: k}}}]}],"
            })
    void keysThatAreNamedMustBeThere(String pod) throws Exception {
        oneError(
                check(cluster("{kind: ConfigMap, metadata: {name: x}, data: {other: v}}"), web(pod, "")),
                "needs the key 'k' of the ConfigMap 'x', which does not have it");
    }

    /** What the set brings counts, and not what it replaces. */
    @Test
    void theSetTakesThePlaceOfWhatIsThere() throws Exception {
        String web = web("", ", env: [{name: A, valueFrom: {configMapKeyRef: {name: x, key: k}}}]");
        oneError(
                check(
                        cluster("{kind: ConfigMap, metadata: {name: x}, data: {k: v}}"),
                        web,
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {other: v}}"),
                "needs the key 'k'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {storageClassName: x}} | StorageClass | its claim needs the StorageClass 'x'
            {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {volumeClaimTemplates: [{spec: {storageClassName: x}}]}} | StorageClass | its claim needs the StorageClass 'x'
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {ingressClassName: x}} | IngressClass | it needs the IngressClass 'x'
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {defaultBackend: {service: {name: x}}}} | Service | it needs the Service 'x'
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {rules: [{http: {paths: [{backend: {service: {name: x}}}]}}]}} | Service | it needs the Service 'x'
            {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: x}]}]}} | Service | it needs the Service 'x'
            {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: x}}} | Deployment | it needs the Deployment 'x'
            """)
    void objectsNeedWhatTheyName(String manifest, String kind, String said) throws Exception {
        oneError(check(cluster(), manifest), said);
        assertThat(check(cluster("{kind: " + kind + ", metadata: {name: x}}"), manifest))
                .isEmpty();
    }

    @Test
    void aServiceSelectsAPod() throws Exception {
        oneError(check(cluster(), service("")), "its selector {app=web} matches no pods; nothing would answer");
        assertThat(check(cluster(web("", "")), service(""))).isEmpty();
        assertThat(check(cluster("{kind: Pod, metadata: {name: p, labels: {app: web}}}"), service("")))
                .isEmpty();
        assertThat(check((apiVersion, kind, namespace) -> Optional.empty(), service("")))
                .as("who may not look at pods is not told that there are none")
                .isEmpty();
    }

    @Test
    void aServiceDoesNotSelectWhatTheSetReplaces() throws Exception {
        String old = web("", "").replace("labels: {app: web}", "labels: {app: web, tier: old}");
        String pod = "{kind: Pod, metadata: {name: p, labels: {app: web, tier: old}}}";
        oneError(
                check(cluster(old, pod), service("").replace("{app: web}", "{tier: old}"), web("", "")),
                "its selector {tier=old} matches no pods");
    }

    @Test
    void aServiceOfPodsThatAnOperatorMakesIsOnlyWarnedOf() throws Exception {
        String database = "{apiVersion: acid.zalan.do/v1, kind: postgresql, metadata: {name: shop-db}, spec: {}}";
        assertThat(check(cluster(), database, service("").replace("{app: web}", "{cluster-name: shop-db}")))
                .singleElement()
                .satisfies(one -> assertThat(one.error()).isFalse());
        oneError(check(cluster(), database, service("")), "matches no pods");
    }

    @Test
    void kindsThatStandInForADeploymentHaveTemplatesToo() throws Exception {
        String rollout = web("", ", envFrom: [{secretRef: {name: x}}]")
                .replace("apps/v1", "argoproj.io/v1alpha1")
                .replace("kind: Deployment", "kind: Rollout");
        oneError(check(cluster(), rollout, service("")), "Rollout shop/web", "needs the Secret 'x'");
    }

    @Test
    void aBudgetSelectsAWorkload() throws Exception {
        String budget =
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {selector: {matchLabels: {app: web}}}}";
        oneError(check(cluster(), budget), "matches no workload");
        assertThat(check(cluster(), budget, web("", ""))).isEmpty();
    }

    @Test
    void whatComesInLeadsToAPortOfTheService() throws Exception {
        String service = "{kind: Service, metadata: {name: web}, spec: {ports: [{name: http, port: 80}]}}";
        String ingress =
                "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec: {defaultBackend: {service: {name: web, port: {%s}}}}}";
        String route =
                "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: web, port: %s}]}]}}";
        for (String good :
                List.of(ingress.formatted("number: 80"), ingress.formatted("name: http"), route.formatted(80))) {
            assertThat(check(cluster(service), good)).isEmpty();
        }
        oneError(
                check(cluster(service), ingress.formatted("number: 8080")),
                "it leads to port 8080 of the Service 'web', which has only 80");
        oneError(check(cluster(service), ingress.formatted("name: web")), "port web of the Service 'web'");
        oneError(check(cluster(service), route.formatted(8080)), "port 8080 of the Service 'web'");
    }

    @Test
    void aPodBehindAServiceOfTheClusterNeedsAReadinessProbe() throws Exception {
        Lookup withService = cluster("{kind: Service, metadata: {name: web}, spec: {selector: {app: web}}}");
        assertThat(check(withService, web("", ""))).singleElement().satisfies(one -> assertThat(one.toString())
                .contains("container web has no readinessProbe"));
        assertThat(check(withService, web("", ", readinessProbe: {}"))).isEmpty();
        assertThat(check(cluster(), web("", ""))).isEmpty();
    }

    private static final String SCALER =
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web},"
                    + " metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]}}";

    @Test
    void anAutoscalerByUtilizationNeedsARequest() throws Exception {
        oneError(
                check(cluster(), SCALER, web("", "")),
                "it goes by the utilization of cpu, of which container web requests nothing");
        assertThat(check(cluster(), SCALER, web("", ", resources: {requests: {cpu: 50m}}")))
                .isEmpty();
        assertThat(check(cluster(), SCALER.replace("Utilization", "AverageValue"), web("", "")))
                .isEmpty();
        assertThat(check(
                        cluster("{kind: LimitRange, spec: {limits: [{type: Container, defaultRequest: {cpu: 1m}}]}}"),
                        SCALER,
                        web("", "")))
                .isEmpty();
    }

    @Test
    void aWorkloadThatIsScaledLeavesItsReplicasOut() throws Exception {
        String web = web("", ", resources: {requests: {cpu: 50m}}")
                .replace("spec: {selector", "spec: {replicas: 2, selector");
        assertThat(check(cluster(), SCALER, web)).singleElement().satisfies(one -> {
            assertThat(one.error()).isFalse();
            assertThat(one.text()).contains("leave them to the autoscaler");
        });
    }

    @ParameterizedTest
    @CsvSource({"limits.memory, limits", "requests.cpu, requests", "cpu, requests"})
    void whatAQuotaCountsIsNamedByEachContainer(String key, String part) throws Exception {
        String quota = "{kind: ResourceQuota, metadata: {name: q}, spec: {hard: {" + key + ": '9'}}}";
        String resource = key.replaceFirst(".*\\.", "");
        oneError(
                check(cluster(quota), web("", "")),
                "container web names no " + part + "." + resource,
                "ResourceQuota q");
        assertThat(check(cluster(quota), web("", ", resources: {limits: {" + resource + ": 1m}}")))
                .isEmpty();
        String range = "{kind: LimitRange, spec: {limits: [{type: Container, default: {" + resource + ": 1m}}]}}";
        assertThat(check(cluster(quota, range), web("", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pods, 1, 1",
        "count/pods, 1, 1",
        "cpu, 1, 500m",
        "requests.memory, 1Gi, 512Mi",
        "limits.cpu, 2, 1500m",
        "limits.memory, 1Gi, 1Gi"
    })
    void aSetFitsIntoEveryResourceOfAQuota(String key, String hard, String used) throws Exception {
        String resources = ", resources: {requests: {cpu: 600m, memory: 600Mi}, limits: {cpu: '1', memory: 1Gi}}";
        String quota = "{kind: ResourceQuota, metadata: {name: q}, spec: {hard: {'" + key + "': '" + hard
                + "'}}, status: {used: {'" + key + "': '%s'}}}";
        oneError(
                check(cluster(quota.formatted(used)), web("", resources)),
                "ResourceQuota shop/q: allows " + hard + " " + key);
        assertThat(check(cluster(quota.formatted("0")), web("", resources))).isEmpty();
    }
}
