package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;

/** Opens clusters. */
public final class Clusters {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 30_000;

    private Clusters() {}

    /**
     * A connection of its own to that cluster; nothing is asked of it yet.
     *
     * @throws DeliveryException if the kubeconfig cannot be read or lacks the context
     */
    public static Cluster open(ClusterEndpoint endpoint) throws DeliveryException {
        KubernetesClient client = client(endpoint, CONNECT_MILLIS, REQUEST_MILLIS);
        return new Fabric8Cluster(client, namespace(endpoint, client));
    }

    /** A client with these time limits and threads of its own; the caller closes it. */
    static KubernetesClient client(ClusterEndpoint endpoint, int connectMillis, int requestMillis)
            throws DeliveryException {
        return client(endpoint, connectMillis, requestMillis, new JdkHttpClientFactory());
    }

    /** A client whose answers are handled by {@code answers}, which must not be kept busy by its callers. */
    static KubernetesClient client(ClusterEndpoint endpoint, Executor answers) throws DeliveryException {
        return client(endpoint, CONNECT_MILLIS, REQUEST_MILLIS, new JdkHttpClientFactory() {
            @Override
            protected HttpClient.Builder createNewHttpClientBuilder() {
                return HttpClient.newBuilder().executor(answers);
            }
        });
    }

    /** Over the JDK's HTTP client, whose watches hold no thread, and HTTP/1.1, where one stalled answer holds up no other. */
    private static KubernetesClient client(
            ClusterEndpoint endpoint, int connectMillis, int requestMillis, JdkHttpClientFactory http)
            throws DeliveryException {
        Config config = config(endpoint);
        config.setConnectionTimeout(connectMillis);
        config.setRequestTimeout(requestMillis);
        config.setUserAgent(Fabric8Cluster.FIELD_MANAGER + "/1"); // the API server names writers after it
        config.setRequestRetryBackoffLimit(0); // retries are ours, in one place
        config.setHttp2Disable(true);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(http)
                .build();
    }

    /** Namespace for objects that name none: the endpoint's, or the kubeconfig's, or {@code default}. */
    static String namespace(ClusterEndpoint endpoint, KubernetesClient client) {
        String own = client.getConfiguration().getNamespace();
        return endpoint.namespace() != null ? endpoint.namespace() : own == null ? "default" : own;
    }

    private static Config config(ClusterEndpoint endpoint) throws DeliveryException {
        if (endpoint instanceof ClusterEndpoint.Kubeconfig file) {
            try {
                String content = file.content().reveal();
                return Config.fromKubeconfig(
                        file.context(), file.ownFile() ? content : KubeconfigCheck.selfContained(content), null);
            } catch (KubernetesClientException | IllegalArgumentException e) {
                throw new DeliveryException("the kubeconfig cannot be read: " + firstLine(e.getMessage()), e);
            }
        } else if (endpoint instanceof ClusterEndpoint.Address address) {
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(address.url())
                    .withCaCertData(address.caCertificate())
                    .withTrustCerts(address.skipTlsVerify())
                    .withOauthToken(reveal(address.token()))
                    .withUsername(address.user())
                    .withPassword(reveal(address.password()))
                    .withClientCertData(address.clientCertificate())
                    .withClientKeyData(reveal(address.clientKey()))
                    .build();
        }
        return Config.autoConfigure(null);
    }

    private static String reveal(Secret secret) {
        return secret == null ? null : secret.reveal();
    }

    private static String firstLine(String text) {
        return text == null ? "unknown reason" : text.lines().findFirst().orElse("");
    }
}
