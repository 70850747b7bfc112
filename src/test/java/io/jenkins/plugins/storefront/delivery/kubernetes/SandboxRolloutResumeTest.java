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
        return kubeconfig(sandbox);
    }

    static String kubeconfig(SandboxCluster sandbox) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: sandbox, cluster: {server: '%s'}}]
                users: [{name: admin, user: {token: '%s'}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: admin}}]
                current-context: sandbox
                """.formatted(sandbox.url(), sandbox.adminToken().reveal());
    }
}
