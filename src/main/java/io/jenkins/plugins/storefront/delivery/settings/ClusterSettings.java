package io.jenkins.plugins.storefront.delivery.settings;

/**
 * How to reach one cluster. Which of the values are given says how:
 *
 * <ul>
 *   <li>{@code kubernetesCloud}: the address and login of that cloud of the Kubernetes plugin;
 *   <li>{@code serverUrl}: that address, with {@code credentialsId} (token, user and password, certificate) as login;
 *   <li>{@code credentialsId} alone: a kubeconfig file;
 *   <li>none: the service account of the pod that the host runs in.
 * </ul>
 *
 * @param name for Jenkinsfiles and environments
 * @param kubernetesCloud name of the cloud, or null
 * @param serverUrl of the API server, or null
 * @param caCertificate PEM of the API server's CA, or null for the host's trust
 * @param skipTlsVerify an admin's opt-out for this one connection
 * @param credentialsId or null
 * @param context of the kubeconfig, or null for its current one
 * @param namespace for objects that name none, or null for the cluster's own default
 */
public record ClusterSettings(
        String name,
        String kubernetesCloud,
        String serverUrl,
        String caCertificate,
        boolean skipTlsVerify,
        String credentialsId,
        String context,
        String namespace) {}
