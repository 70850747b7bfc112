package io.jenkins.plugins.storefront.delivery.settings;

/**
 * How to reach one image registry.
 *
 * @param host host and port as in image references, such as {@code registry.example.com:5000}
 * @param credentialsId user and password, or null for anonymous access
 * @param plainHttp whether it is spoken to without TLS; allowed for loopback addresses without saying so
 * @param caCertificate PEM of a private CA, or null
 */
public record RegistrySettings(String host, String credentialsId, boolean plainHttp, String caCertificate) {}
