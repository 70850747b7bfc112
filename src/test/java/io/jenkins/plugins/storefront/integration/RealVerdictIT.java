package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.kubernetes.VerdictContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Verdicts on a real control plane. */
class RealVerdictIT extends VerdictContract {
    @Override
    protected String kubeconfig() throws IOException {
        return Files.readString(Path.of(Counterparts.need("KUBECONFIG")));
    }
}
