package io.jenkins.plugins.storefront.host;

import hudson.model.Run;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.credentials.ClusterLogin;
import io.jenkins.plugins.storefront.credentials.JenkinsSecretStore;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;

/** Clusters as configured for a run's job, with logins that this run may use. */
final class JenkinsClusterSource implements ClusterSource {
    private final Settings settings;
    private final ClusterLogin login;

    JenkinsClusterSource(Settings settings, JenkinsSecretStore secrets, Run<?, ?> run) {
        this.settings = settings;
        this.login = new ClusterLogin(secrets, run.getParent().getParent());
    }

    /** What equals an admin's entry to the last value is the admin's, wherever it is written. */
    @Override
    public ClusterEndpoint resolve(String cluster) throws DeliveryException {
        ClusterSettings found = settings.cluster(cluster);
        return login.endpoint(
                found, StorefrontConfiguration.get().toSettings().clusters().contains(found));
    }
}
