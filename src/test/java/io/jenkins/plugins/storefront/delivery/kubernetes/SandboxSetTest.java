package io.jenkins.plugins.storefront.delivery.kubernetes;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Sets in the sandbox's cluster. */
class SandboxSetTest extends SetContract {
    @RegisterExtension
    private static final SharedSandbox SANDBOX = new SharedSandbox();

    @Override
    protected String kubeconfig() {
        return SANDBOX.kubeconfig();
    }
}
