package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.kubernetes.SetUndoContract;
import java.nio.file.Files;
import java.nio.file.Path;

/** The way back of sets on a real Kubernetes control plane. */
class RealSetUndoIT extends SetUndoContract {
    @Override
    protected String kubeconfig() throws Exception {
        return Files.readString(Path.of(Counterparts.need("KUBECONFIG")));
    }
}
