package io.jenkins.plugins.storefront.integration;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.storefront.delivery.kubernetes.ClusterContract;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Kubernetes control plane, by the same contract as the sandbox's. */
class RealClusterIT extends ClusterContract {
    private static ClusterEndpoint as(String kubeconfig) {
        try {
            return new ClusterEndpoint.Kubeconfig(
                    Secret.of(Files.readString(Path.of(Counterparts.need(kubeconfig)))), null, null, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ClusterEndpoint admin() {
        return as("KUBECONFIG");
    }

    @Override
    protected ClusterEndpoint viewer() {
        return as("KUBECONFIG_VIEWER");
    }

    @Override
    protected ClusterEndpoint stranger() {
        try {
            Config real = Config.fromKubeconfig(Files.readString(Path.of(Counterparts.need("KUBECONFIG"))));
            return new ClusterEndpoint.Address(
                    real.getMasterUrl(), null, true, Secret.of("nobody"), null, null, null, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
