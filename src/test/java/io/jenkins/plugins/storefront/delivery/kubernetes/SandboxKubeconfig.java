package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;

/** How to log in to a sandbox's cluster. */
public final class SandboxKubeconfig {
    private SandboxKubeconfig() {}

    /** Of its admin. */
    public static String of(SandboxCluster sandbox) {
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
