package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;

/** Finds out whether a mail server answers, speaks the configured TLS and takes the login. Sends no mail. */
public final class SmtpProbe {
    private static final int TIMEOUT_MILLIS = 8_000;

    private SmtpProbe() {}

    /**
     * Connects, protects the connection as configured, logs in, and leaves.
     *
     * @param login or null for none
     * @return the server's greeting
     * @throws DeliveryException if any of that fails
     */
    public static String of(SmtpSettings settings, Credential.UserPassword login, OutgoingProxy proxy)
            throws DeliveryException {
        return new MailSender(settings, login, proxy).tryOut(TIMEOUT_MILLIS);
    }
}
