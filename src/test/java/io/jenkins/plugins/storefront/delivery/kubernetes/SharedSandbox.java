package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One sandbox's cluster for all tests of a class. */
final class SharedSandbox implements BeforeAllCallback, AfterAllCallback {
    private SandboxCluster cluster;

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        cluster = new SandboxCluster(image -> null);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        cluster.close();
    }

    SandboxCluster cluster() {
        return cluster;
    }

    String kubeconfig() {
        return SandboxKubeconfig.of(cluster);
    }
}
