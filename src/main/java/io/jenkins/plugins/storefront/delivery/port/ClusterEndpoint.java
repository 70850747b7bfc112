package io.jenkins.plugins.storefront.delivery.port;

/** How to reach a Kubernetes API server. */
public sealed interface ClusterEndpoint {
    /** Namespace for objects that name none; null for the cluster's own default. */
    String namespace();

    /**
     * A kubeconfig file.
     *
     * @param context to use, or null for its current one
     * @param ownFile whether it is a file of this machine's user, which may name programs and files here, as kubectl's own may; what a
     *     job brings as a credential may not, for whoever wrote it would run and read what they like
     */
    record Kubeconfig(Secret content, String context, String namespace, boolean ownFile) implements ClusterEndpoint {}

    /** The account of the pod that this process runs in. */
    record InCluster(String namespace) implements ClusterEndpoint {}

    /**
     * An address with a login.
     *
     * @param url of the API server
     * @param caCertificate PEM, or null for the JVM's own trust
     * @param skipTlsVerify only where an admin opted out for this one connection
     * @param token bearer token, or null
     * @param user with {@code password}, or null
     * @param clientCertificate PEM with {@code clientKey}, or null
     */
    record Address(
            String url,
            String caCertificate,
            boolean skipTlsVerify,
            Secret token,
            String user,
            Secret password,
            String clientCertificate,
            Secret clientKey,
            String namespace)
            implements ClusterEndpoint {
        /** An address with a bearer token, or without a login where the token is null. */
        public static Address withToken(String url, String caCertificate, Secret token, String namespace) {
            return new Address(url, caCertificate, false, token, null, null, null, null, namespace);
        }
    }
}
