package io.jenkins.plugins.storefront.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.fasterxml.jackson.core.JsonProcessingException;
import hudson.model.ItemGroup;
import io.jenkins.plugins.storefront.adopted.Adopted;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/**
 * Turns a configured cluster into a way to reach it. Logins of every kind go through {@link AuthenticationTokens} to
 * {@link KubernetesAuth}, which writes a kubeconfig; the Kubernetes plugin's own client is never shared nor closed.
 */
public final class ClusterLogin {
    private final JenkinsSecretStore secrets;
    private final ItemGroup<?> group;

    /** For items of {@code group}, which decides on the Kubernetes plugin's clouds. */
    public ClusterLogin(JenkinsSecretStore secrets, ItemGroup<?> group) {
        this.secrets = secrets;
        this.group = group;
    }

    /**
     * The endpoint, its login resolved now.
     *
     * @param trusted whether an admin configured this cluster; only then the account of the controller's own pod may be meant
     */
    public ClusterEndpoint endpoint(ClusterSettings cluster, boolean trusted) throws DeliveryException {
        ClusterSettings address = cluster.kubernetesCloud() == null ? cluster : Adopted.cluster(cluster, group);
        if (address.serverUrl() != null && address.credentialsId() != null) {
            return new ClusterEndpoint.Kubeconfig(login(address), null, address.namespace(), false);
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
            Credential.File file =
                    secrets.find(address.credentialsId(), Credential.File.class, "cluster " + cluster.name());
            return new ClusterEndpoint.Kubeconfig(file.content(), address.context(), address.namespace(), false);
        } else if (!trusted && cluster.kubernetesCloud() == null) {
            throw new DeliveryException("it is a folder's and names no address, credential or"
                    + " cloud; only an admin may let jobs use the account that this controller itself has");
        }
        return new ClusterEndpoint.InCluster(address.namespace());
    }

    private Secret login(ClusterSettings address) throws DeliveryException {
        StandardCredentials credential = secrets.lookUp(address.credentialsId(), address.serverUrl());
        KubernetesAuth auth = AuthenticationTokens.convert(KubernetesAuth.class, credential);
        if (auth == null) {
            throw new DeliveryException("the credential '" + address.credentialsId() + "' of cluster " + address.name()
                    + " is no login to Kubernetes; use a secret text with a token, a user with password, a certificate,"
                    + " or a kubeconfig file");
        }
        try {
            return Secret.of(auth.buildKubeConfig(
                    new KubernetesAuthConfig(address.serverUrl(), address.caCertificate(), address.skipTlsVerify())));
        } catch (JsonProcessingException | KubernetesAuthException e) {
            throw new DeliveryException(
                    "the login to cluster " + address.name() + " cannot be made: " + e.getMessage(), e);
        }
    }
}
