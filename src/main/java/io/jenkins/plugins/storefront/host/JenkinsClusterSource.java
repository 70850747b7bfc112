package io.jenkins.plugins.storefront.host;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.fasterxml.jackson.core.JsonProcessingException;
import hudson.model.Run;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/**
 * Clusters as configured. Logins of every kind go through {@link AuthenticationTokens} to {@link KubernetesAuth}, which writes a
 * kubeconfig; the Kubernetes plugin's own client is never shared nor closed.
 */
final class JenkinsClusterSource implements ClusterSource {
    private final Settings settings;
    private final JenkinsSecretStore secrets;
    private final Run<?, ?> run;

    JenkinsClusterSource(Settings settings, JenkinsSecretStore secrets, Run<?, ?> run) {
        this.settings = settings;
        this.secrets = secrets;
        this.run = run;
    }

    @Override
    public ClusterEndpoint resolve(String cluster) throws DeliveryException {
        ClusterSettings found = settings.cluster(cluster);
        ClusterSettings address = found.kubernetesCloud() == null ? found : ofCloud(found);
        if (address.serverUrl() != null && address.credentialsId() != null) {
            return new ClusterEndpoint.Kubeconfig(login(address), null, address.namespace());
        } else if (address.serverUrl() != null) {
            return new ClusterEndpoint.Address(
                    address.serverUrl(),
                    address.caCertificate(),
                    address.skipTlsVerify(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    address.namespace());
        } else if (address.credentialsId() != null) {
            Credential.File file = secrets.find(address.credentialsId(), Credential.File.class, "cluster " + cluster);
            return new ClusterEndpoint.Kubeconfig(file.content(), address.context(), address.namespace());
        }
        return new ClusterEndpoint.InCluster(address.namespace());
    }

    private Secret login(ClusterSettings address) throws DeliveryException {
        StandardCredentials credential = secrets.lookUp(address.credentialsId(), address.serverUrl());
        KubernetesAuth auth = AuthenticationTokens.convert(KubernetesAuth.class, credential);
        if (auth == null) {
            throw new DeliveryException(
                    "the credential '" + address.credentialsId() + "' of cluster " + address.name()
                            + " is no login to Kubernetes; use a secret text with a token, a user with password, or a certificate");
        }
        try {
            return Secret.of(auth.buildKubeConfig(
                    new KubernetesAuthConfig(address.serverUrl(), address.caCertificate(), address.skipTlsVerify())));
        } catch (JsonProcessingException | KubernetesAuthException e) {
            throw new DeliveryException(
                    "the login to cluster " + address.name() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The Kubernetes plugin is optional: its types are touched only when a cloud is named. */
    private ClusterSettings ofCloud(ClusterSettings found) throws DeliveryException {
        try {
            return KubernetesClouds.settings(found, Jenkins.get(), run);
        } catch (NoClassDefFoundError e) {
            throw new DeliveryException(
                    "cluster " + found.name() + " refers to the cloud '" + found.kubernetesCloud()
                            + "', but the Kubernetes plugin is not installed",
                    e);
        }
    }
}
