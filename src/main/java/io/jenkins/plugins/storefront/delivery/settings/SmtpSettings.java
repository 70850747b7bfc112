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
 * @param login how the login is given
 * @param throughProxy whether the host's HTTP proxy leads there (by {@code CONNECT})
 * @param language of what is said where nothing else says, or null for English
 */
public record SmtpSettings(
        String name,
        String host,
        int port,
        Security security,
        String credentialsId,
        String from,
        String caCertificate,
        Login login,
        boolean throughProxy,
        String language) {
    /** One that is reached directly, by whatever login it offers, in English. */
    public SmtpSettings(
            String name,
            String host,
            int port,
            Security security,
            String credentialsId,
            String from,
            String caCertificate) {
        this(name, host, port, security, credentialsId, from, caCertificate, Login.ANY, false, null);
    }

    /** How the login is given. */
    public enum Login {
        /** {@link #LOGIN} or {@link #PLAIN}, as the server offers. */
        ANY,
        PLAIN,
        LOGIN,
        /** The password is proved and not sent (RFC 2195). */
        CRAM_MD5,
        /** The password is an OAuth 2.0 access token (Google's and Microsoft's mechanism). */
        XOAUTH2
    }

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
