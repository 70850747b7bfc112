package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;

/** Interrupted rollouts in the sandbox's cluster. */
class SandboxRolloutResumeTest extends RolloutResumeContract {
    private final SandboxCluster sandbox;

    SandboxRolloutResumeTest() throws IOException {
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
