package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;

/** How to log in to a sandbox's cluster. */
public final class SandboxKubeconfig {
    private SandboxKubeconfig() {}

    /** Of its admin. */
    public static String of(SandboxCluster sandbox) {
        return SandboxRolloutResumeTest.kubeconfig(sandbox);
    }
}
