package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;

/** Verdicts on the sandbox's cluster. */
class SandboxVerdictTest extends VerdictContract {
    private SandboxCluster sandbox;

    @Override
    protected synchronized String kubeconfig() throws IOException {
        sandbox = sandbox == null ? new SandboxCluster(image -> null) : sandbox;
        return SandboxKubeconfig.of(sandbox);
    }

    @Override
    protected void stop() {
        sandbox.close();
    }

    @Override
    protected boolean enforcesQuota() {
        return false;
    }
}
