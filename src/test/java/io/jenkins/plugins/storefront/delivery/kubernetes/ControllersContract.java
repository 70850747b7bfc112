package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rollout relies on in what a cluster makes of its objects: pods, and how they fare. */
public abstract class ControllersContract extends ClusterFixture {
    @Test
    void takesADeploymentToItsNewImage() throws Exception {
        apply(deployment("shop/web:1", ""));
        awaitThat(deployment(), it -> serves(it, 1));
        apply(deployment("shop/web:2", ""));
        awaitThat(deployment(), it -> serves(it, 2));
        assertThat(cluster.list("apps/v1", "ReplicaSet", namespace, Map.of("app", "web")))
                .hasSize(2);
        await().atMost(LONGEST).until(() -> cluster.list("v1", "Pod", namespace, Map.of("app", "web")).stream()
                .allMatch(pod -> pod.toString().contains("shop/web:2")));
    }

    private static boolean serves(Map<String, Object> it, long generation) {
        return Fields.number(it, "status", "observedGeneration") == generation
                && Fields.number(it, "status", "updatedReplicas") == 2
                && Fields.number(it, "status", "availableReplicas") == 2
                && Fields.number(it, "status", "replicas") == 2;
    }

    @ParameterizedTest
    @CsvSource({"crash,CrashLoopBackOff", "oom,OOMKilled", "pull,ImagePullBackOff", "config,CreateContainerConfigError"
    })
    void saysInAPodsStatusWhyItDoesNotStart(String behaviour, String reason) throws Exception {
        apply(deployment("shop/web:1", "behaviour: " + behaviour));
        await().atMost(LONGEST).until(() -> cluster.list("v1", "Pod", namespace, Map.of("app", "web")).stream()
                .anyMatch(pod -> String.valueOf(Fields.at(pod, "status", "containerStatuses"))
                        .contains(reason)));
    }

    @Test
    void keepsTheLogOfWhatCrashed() throws Exception {
        apply(deployment("shop/web:1", "behaviour: crash"));
        await().atMost(LONGEST).until(() -> cluster.list("v1", "Pod", namespace, Map.of("app", "web")).stream()
                .map(pod -> Fields.text(pod, "metadata", "name"))
                .anyMatch(pod ->
                        cluster.log(namespace, pod, "web", true, 1).equals(List.of("fatal: DB_PASSWORD is not set"))));
    }

    @Test
    void makesTheNumberedPodsOfAStatefulSetWithTheirClaims() throws Exception {
        apply("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: store}
                spec:
                  serviceName: store
                  replicas: 2
                  selector: {matchLabels: {app: store}}
                  template:
                    metadata: {labels: {app: store}}
                    spec: {containers: [{name: store, image: "shop/store:1"}]}
                  volumeClaimTemplates:
                    - metadata: {name: data}
                      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """);
        // Nobody provides volumes on the real one's simulated nodes; the claim is what both make
        await().atMost(LONGEST).until(() -> cluster.get(ref("v1", "PersistentVolumeClaim", "data-store-0")) != null);
        assertThat(Fields.text(cluster.get(ref("apps/v1", "StatefulSet", "store")), "spec", "podManagementPolicy"))
                .isEqualTo("OrderedReady");
    }

    @Test
    void runsAJobToItsEnd() throws Exception {
        apply(job("shop/m:1"));
        awaitThat(ref("batch/v1", "Job", "j"), it -> Fields.isTrue(it, "Complete"));
    }

    @Test
    void deletesWhatADeletedObjectOwns() throws Exception {
        apply(deployment("shop/web:1", ""));
        awaitThat(deployment(), it -> serves(it, 1));
        cluster.delete(deployment());
        await().atMost(LONGEST).until(() -> cluster.list("v1", "Pod", namespace, Map.of("app", "web"))
                .isEmpty());
    }

    @Test
    void letsAnAutoscalerRaiseTheReplicasOfADeploymentThatNamesNone() throws Exception {
        apply(deployment("shop/web:1", "").replace("  replicas: 2\n", ""));
        apply("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  minReplicas: 2
                  maxReplicas: 4
                """);
        awaitThat(deployment(), it -> Fields.number(it, "spec", "replicas") == 2);
        assertThat(apply(deployment("shop/web:1", "").replace("  replicas: 2\n", "")))
                .satisfies(
                        it -> assertThat(Fields.number(it, "spec", "replicas")).isEqualTo(2));
    }
}
