package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;

/** Strategies in the sandbox's cluster. */
class SandboxStrategyTest extends StrategyContract {
    private final SandboxCluster sandbox;

    SandboxStrategyTest() throws IOException {
        sandbox = new SandboxCluster(image -> null);
    }

    @Override
    protected void stop() {
        sandbox.close();
    }

    @Override
    protected String kubeconfig() {
        return SandboxKubeconfig.of(sandbox);
    }
}
