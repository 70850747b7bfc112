package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;

/** Finds out whether a cluster answers, which version it has, and whether this login may roll out to it. Changes nothing. */
public final class ClusterProbe {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;

    private ClusterProbe() {}

    /**
     * What a cluster said.
     *
     * @param version of the API server, such as {@code v1.36.3}
     * @param namespace the one asked about: the endpoint's own or its default
     * @param mayPatch whether the account may patch Deployments there, as server-side apply does
     */
    public record Found(String version, String namespace, boolean mayPatch) {}

    /**
     * Asks once, without retries.
     *
     * @throws DeliveryException if the cluster cannot be reached or does not accept the login
     */
    public static Found of(ClusterEndpoint endpoint) throws DeliveryException {
        try (KubernetesClient client = Clusters.client(endpoint, CONNECT_MILLIS, REQUEST_MILLIS)) {
            String namespace = Clusters.namespace(endpoint, client);
            SelfSubjectAccessReview answer = client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withNamespace(namespace)
                            .withVerb("patch")
                            .withGroup("apps")
                            .withResource("deployments")
                            .endResourceAttributes()
                            .endSpec()
                            .build());
            boolean allowed = answer.getStatus() != null
                    && Boolean.TRUE.equals(answer.getStatus().getAllowed());
            return new Found(client.getKubernetesVersion().getGitVersion(), namespace, allowed);
        } catch (KubernetesClientException e) {
            throw Refusals.of(client(endpoint), e);
        }
    }

    private static String client(ClusterEndpoint endpoint) {
        return endpoint instanceof ClusterEndpoint.Address address ? address.url() : "asking the cluster";
    }
}
