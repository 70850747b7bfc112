package io.jenkins.plugins.storefront.delivery.settings;

/**
 * One mail server.
 *
 * @param name for Jenkinsfiles
 * @param host name or address
 * @param port 1 to 65535
 * @param security how the connection is protected
 * @param credentialsId user and password, or null where the server asks for none
 * @param from sender's address
 * @param caCertificate PEM of a private CA, or null
 */
public record SmtpSettings(
        String name,
        String host,
        int port,
        Security security,
        String credentialsId,
        String from,
        String caCertificate) {
    /** Protection of the connection; certificates are always verified. */
    public enum Security {
        /** None: for a server on the same machine. */
        PLAIN,
        /** STARTTLS, required (RFC 3207). */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }
}
