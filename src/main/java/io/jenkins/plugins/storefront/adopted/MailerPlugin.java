package io.jenkins.plugins.storefront.adopted;

import hudson.model.User;
import hudson.tasks.Mailer;
import hudson.tasks.SMTPAuthentication;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import jenkins.model.Jenkins;

/** Reads the Mailer plugin's settings. Loaded only where that plugin is installed. */
final class MailerPlugin {
    private static final int SMTP = 25;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    private MailerPlugin() {}

    static MailerServer server() {
        Mailer.DescriptorImpl mailer = mailer();
        String host = mailer.getSmtpHost();
        int usual = mailer.getUseSsl() ? SUBMISSIONS : mailer.getUseTls() ? SUBMISSION : SMTP;
        String port = mailer.getSmtpPort();
        return new MailerServer(
                host == null || host.isBlank() ? null : host.trim(),
                port != null && port.trim().matches("\\d{1,5}") ? Integer.parseInt(port.trim()) : usual,
                mailer.getUseSsl(),
                mailer.getUseTls(),
                mailer.getAuthentication() != null);
    }

    static Credential.UserPassword login(String purpose) throws DeliveryException {
        SMTPAuthentication login = mailer().getAuthentication();
        if (login == null || !server().purpose().equals(purpose)) {
            throw new DeliveryException(
                    "the Mailer plugin's login is for its own mail server only, not for " + purpose);
        }
        return new Credential.UserPassword(
                login.getUsername(),
                Secret.of(login.getPassword() == null ? "" : login.getPassword().getPlainText()));
    }

    /** Null where the user has none. */
    static String address(User user) {
        Mailer.UserProperty property = user.getProperty(Mailer.UserProperty.class);
        String address = property == null ? null : property.getAddress();
        return address == null || address.isBlank() ? null : address.trim();
    }

    private static Mailer.DescriptorImpl mailer() {
        return Jenkins.get().getDescriptorByType(Mailer.DescriptorImpl.class);
    }
}
