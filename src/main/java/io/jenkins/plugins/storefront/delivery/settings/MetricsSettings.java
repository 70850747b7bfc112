package io.jenkins.plugins.storefront.delivery.settings;

/**
 * One Prometheus, or what speaks its query API.
 *
 * @param name for Jenkinsfiles
 * @param url such as {@code https://prometheus.example.com}
 * @param credentialsId a secret text (bearer token) or user and password; null where it asks for none
 * @param caCertificate PEM of a private CA, or null
 */
public record MetricsSettings(String name, String url, String credentialsId, String caCertificate) {}
