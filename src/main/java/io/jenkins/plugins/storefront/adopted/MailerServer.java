package io.jenkins.plugins.storefront.adopted;

/**
 * The mail server that the Mailer plugin is set to.
 *
 * @param host or null where none is set
 * @param port as set, or the usual one of its protection
 * @param tls from the first byte
 * @param startTls required before anything else
 * @param hasLogin whether a user and a password are set
 */
public record MailerServer(String host, int port, boolean tls, boolean startTls, boolean hasLogin) {
    /**
     * Stands for the Mailer plugin's own login, which is no credential. No credential can have this id, and it is given for the
     * Mailer plugin's own server only, so that naming it elsewhere captures nothing.
     */
    public static final String LOGIN = "mailer:login";

    /** What a look-up of {@link #LOGIN} must name as its purpose. */
    public String purpose() {
        return "smtp://" + host + ":" + port;
    }
}
