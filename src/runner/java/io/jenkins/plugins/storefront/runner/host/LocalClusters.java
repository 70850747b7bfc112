package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;

/** Clusters of {@code config.yaml}: a kubeconfig file, or an address with a token or a user and password. */
final class LocalClusters implements ClusterSource {
    private final Settings settings;
    private final SecretStore secrets;

    LocalClusters(Settings settings, SecretStore secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    @Override
    public ClusterEndpoint resolve(String cluster) throws DeliveryException {
        ClusterSettings found = settings.cluster(cluster);
        String purpose = "cluster " + cluster;
        if (found.kubernetesCloud() != null) {
            throw new DeliveryException(
                    purpose + " is a cloud of Jenkins' Kubernetes plugin, which the local runner does not have");
        } else if (found.serverUrl() != null) {
            String token = found.credentialsId() == null
                    ? null
                    : secrets.find(found.credentialsId(), Credential.Text.class, purpose)
                            .value()
                            .reveal();
            return new ClusterEndpoint.Address(
                    found.serverUrl(),
                    found.caCertificate(),
                    found.skipTlsVerify(),
                    token == null ? null : io.jenkins.plugins.storefront.delivery.port.Secret.of(token),
                    null,
                    null,
                    null,
                    null,
                    found.namespace());
        } else if (found.credentialsId() != null) {
            return new ClusterEndpoint.Kubeconfig(
                    secrets.find(found.credentialsId(), Credential.File.class, purpose)
                            .content(),
                    found.context(),
                    found.namespace(),
                    true);
        }
        return new ClusterEndpoint.InCluster(found.namespace());
    }
}
