package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutResumeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Interrupted rollouts in a real cluster. */
class RealRolloutResumeIT extends RolloutResumeContract {
    @Override
    protected String kubeconfig() throws IOException {
        return Files.readString(Path.of(Counterparts.need("KUBECONFIG")));
    }
}
