package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import jakarta.mail.internet.InternetAddress;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells people about the run's release. A notice that cannot be sent is told as an event and thrown; the step decides. */
public final class Notifier {
    private final DeliveryContext delivery;

    public Notifier(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /**
     * Posts to Slack.
     *
     * @param connection name, or null for the first one
     * @param channel id or name, or null for the connection's own
     * @param message free text in front, or null
     * @param template text of a template of the team's, or null for ours
     * @return {@code channel/ts}, empty for a webhook
     */
    public String slack(String connection, String channel, String message, String template) throws DeliveryException {
        SlackSettings settings = delivery.settings().slack(connection);
        String to = channel != null
                ? channel
                : settings.defaultChannel() == null ? settings.name() : settings.defaultChannel();
        String id = id();
        try {
            Map<String, Object> view = view(message);
            String title = mask((String) view.get("summary"));
            String body = mask(Templates.fill(
                    template == null ? "slack" : "of the workspace",
                    template == null ? Templates.builtIn("slack.mustache") : template,
                    Templates.Form.SLACK,
                    view));
            SlackMessage composed = SlackMessage.of(title, body, delivery.run().url());
            if (settings.credentialsId() == null) {
                throw new DeliveryException("Slack '" + settings.name()
                        + "' has no credential; an admin sets a bot token or an incoming webhook for it");
            }
            Secret token = delivery.secrets()
                    .find(settings.credentialsId(), Credential.Text.class, settings.apiUrl())
                    .value();
            String reference = new SlackSender(settings, token).send(channel, composed);
            delivery.events()
                    .publish(new NoticeSent(
                            delivery.clock().instant(), id, "slack", to, title, composed.blocks(), body, reference));
            return reference;
        } catch (DeliveryException e) {
            throw failed(id, "slack", to, e);
        }
    }

    /**
     * Sends a mail.
     *
     * @param subject or null for a summary of the release
     * @return its Message-ID
     */
    public String mail(String connection, List<String> to, String subject, String message, String template)
            throws DeliveryException {
        SmtpSettings settings = delivery.settings().smtp(connection);
        String id = id();
        String shown = String.join(", ", to);
        try {
            if (settings.host() == null || settings.from() == null) {
                throw new DeliveryException("the mail server connection '" + settings.name() + "' has no "
                        + (settings.host() == null ? "host" : "sender") + "; an admin sets one");
            }
            List<InternetAddress> addresses = MailAddresses.parse(to);
            shown = addresses.stream().map(InternetAddress::toString).collect(Collectors.joining(", "));
            Map<String, Object> view = view(message);
            String title = mask(subject == null ? (String) view.get("summary") : subject);
            if (title.chars().anyMatch(c -> c < ' ')) {
                throw new DeliveryException("emailNotify: the subject must be one line");
            }
            String text = mask(Templates.fill(
                    template == null ? "mail" : "of the workspace",
                    template == null ? Templates.builtIn("mail.txt.mustache") : template,
                    Templates.Form.TEXT,
                    view));
            String html =
                    mask(Templates.fill("mail", Templates.builtIn("mail.html.mustache"), Templates.Form.HTML, view));
            Credential.UserPassword login = settings.credentialsId() == null
                    ? null
                    : delivery.secrets()
                            .find(
                                    settings.credentialsId(),
                                    Credential.UserPassword.class,
                                    "smtp://" + settings.host() + ":" + settings.port());
            String messageId = "<" + id + "@storefront." + domain(settings.from()) + ">";
            new MailSender(settings, login)
                    .send(new MailSender.Mail(
                            addresses,
                            title,
                            text,
                            html,
                            messageId,
                            Date.from(delivery.clock().instant())));
            delivery.events()
                    .publish(new NoticeSent(
                            delivery.clock().instant(), id, "mail", shown, title, html, text, messageId));
            return messageId;
        } catch (DeliveryException e) {
            throw failed(id, "mail", shown, e);
        }
    }

    private DeliveryException failed(String id, String kind, String to, DeliveryException e) {
        delivery.events().publish(new NoticeFailed(delivery.clock().instant(), id, kind, to, mask(e.getMessage())));
        return e;
    }

    private Map<String, Object> view(String message) {
        RunInfo run = delivery.run();
        return ReleaseView.of(run, delivery.release().current(), message);
    }

    private String mask(String text) {
        return delivery.secrets().mask(text);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
