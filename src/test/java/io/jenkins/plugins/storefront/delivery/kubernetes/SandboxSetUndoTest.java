package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The way back of sets in the sandbox's cluster. */
class SandboxSetUndoTest extends SetUndoContract {
    private static SandboxCluster sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = new SandboxCluster(image -> null);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Override
    protected String kubeconfig() {
        return SandboxRolloutResumeTest.kubeconfig(sandbox);
    }
}
