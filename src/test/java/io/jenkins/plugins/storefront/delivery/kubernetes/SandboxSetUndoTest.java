package io.jenkins.plugins.storefront.delivery.kubernetes;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The way back of sets in the sandbox's cluster. */
class SandboxSetUndoTest extends SetUndoContract {
    @RegisterExtension
    private static final SharedSandbox SANDBOX = new SharedSandbox();

    @Override
    protected String kubeconfig() {
        return SANDBOX.kubeconfig();
    }
}
