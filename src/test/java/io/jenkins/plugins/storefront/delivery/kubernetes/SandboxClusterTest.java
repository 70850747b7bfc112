package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sandbox's cluster keeps the contract of real ones. */
class SandboxClusterTest extends ClusterContract {
    @RegisterExtension
    private static final SharedSandbox SANDBOX = new SharedSandbox();

    private static ClusterEndpoint as(Secret token) {
        return new ClusterEndpoint.Address(SANDBOX.cluster().url(), null, false, token, null, null, null, null, null);
    }

    @Override
    protected ClusterEndpoint admin() {
        return as(SANDBOX.cluster().adminToken());
    }

    @Override
    protected ClusterEndpoint viewer() {
        return as(SANDBOX.cluster().viewerToken());
    }

    @Override
    protected ClusterEndpoint stranger() {
        return as(Secret.of("nobody"));
    }
}
