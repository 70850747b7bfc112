package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The sandbox's cluster keeps the contract of real ones. */
class SandboxClusterTest extends ClusterContract {
    private static SandboxCluster sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = new SandboxCluster(image -> null);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static ClusterEndpoint as(Secret token) {
        return new ClusterEndpoint.Address(sandbox.url(), null, false, token, null, null, null, null, null);
    }

    @Override
    protected ClusterEndpoint admin() {
        return as(sandbox.adminToken());
    }

    @Override
    protected ClusterEndpoint viewer() {
        return as(sandbox.viewerToken());
    }

    @Override
    protected ClusterEndpoint stranger() {
        return as(Secret.of("nobody"));
    }
}
