package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterProbeTest {
    private SandboxCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new SandboxCluster(image -> null);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void tellsTheVersionAndThatAnAccountMayRollOut() throws Exception {
        ClusterProbe.Found found = ClusterProbe.of(endpoint(cluster.adminToken(), "shop"));

        assertThat(found.version()).startsWith("v1.36");
        assertThat(found.namespace()).isEqualTo("shop");
        assertThat(found.mayPatch()).isTrue();
    }

    @Test
    void tellsThatAnAccountMayOnlyLook() throws Exception {
        ClusterProbe.Found found = ClusterProbe.of(endpoint(cluster.viewerToken(), null));

        assertThat(found.mayPatch()).isFalse();
        assertThat(found.namespace()).isEqualTo("default");
    }

    @Test
    void saysThatALoginIsNotAccepted() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ClusterProbe.of(endpoint(Secret.of("other"), null)))
                .withMessageContaining("does not accept the login (401)");
    }

    @Test
    void saysThatNothingListens() {
        ClusterEndpoint nowhere = ClusterEndpoint.Address.withToken("http://127.0.0.1:1", null, null, null);
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ClusterProbe.of(nowhere))
                .withMessageStartingWith("http://127.0.0.1:1: the cluster cannot be reached:");
    }

    private ClusterEndpoint endpoint(Secret token, String namespace) {
        return ClusterEndpoint.Address.withToken(cluster.url(), null, token, namespace);
    }
}
