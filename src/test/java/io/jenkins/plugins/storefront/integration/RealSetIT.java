package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.kubernetes.SetContract;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sets on a real Kubernetes control plane. */
class RealSetIT extends SetContract {
    @Override
    protected String kubeconfig() throws Exception {
        return Files.readString(Path.of(Counterparts.need("KUBECONFIG")));
    }
}
