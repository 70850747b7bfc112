package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;

/** Verdicts on the sandbox's cluster. */
class SandboxVerdictTest extends VerdictContract {
    private SandboxCluster sandbox;

    @Override
    protected synchronized String kubeconfig() throws IOException {
        sandbox = sandbox == null ? new SandboxCluster(image -> null) : sandbox;
        return """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters: [{name: sandbox, cluster: {server: '%s'}}]
                users: [{name: admin, user: {token: %s}}]
                contexts: [{name: sandbox, context: {cluster: sandbox, user: admin, namespace: default}}]
                """.formatted(sandbox.url(), sandbox.adminToken().reveal());
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
