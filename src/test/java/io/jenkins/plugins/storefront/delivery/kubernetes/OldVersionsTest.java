package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions of a ConfigMap that nothing reads go, and stay where it is not known whether something does. */
class OldVersionsTest {
    private static final WorkloadRef OLD = new WorkloadRef("v1", "ConfigMap", "default", "settings-0123456789");

    @Test
    void whatMayBeReadStays() throws Exception {
        try (SandboxCluster sandbox = new SandboxCluster(image -> null);
                FaultyApi api = new FaultyApi(sandbox.url());
                Cluster cluster = Clusters.open(
                        ClusterEndpoint.Address.withToken(api.url(), null, sandbox.adminToken(), "default"))) {
            cluster.apply(
                    Manifests.parse(
                                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings-0123456789, namespace: default,"
                                            + " annotations: {storefront.jenkins.io/version-of: settings}}}",
                                    "test")
                            .get(0),
                    false);
            for (String hidden : List.of("/pods", "/replicasets", "/controllerrevisions", "/cronjobs")) {
                api.rule = (path, query, token) -> path.endsWith(hidden) ? 403 : 0;
                assertThat(new OldVersions(new Live(cluster)).without(List.of(OLD), true))
                        .as(hidden)
                        .isEmpty();
            }
            api.rule = (path, query, token) -> 0;
            assertThat(new OldVersions(new Live(cluster)).without(List.of(OLD), false))
                    .containsExactly(OLD);
        }
    }
}
