package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.kubernetes.StrategyContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strategies in a real cluster. */
class RealStrategyIT extends StrategyContract {
    @Override
    protected String kubeconfig() throws IOException {
        return Files.readString(Path.of(Counterparts.need("KUBECONFIG")));
    }
}
