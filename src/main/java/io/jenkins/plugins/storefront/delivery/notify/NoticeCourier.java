package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.Courier;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry;
import io.jenkins.plugins.storefront.delivery.notify.webhook.WebhookSender;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import java.time.Clock;
import java.util.Date;

/** Carries notices to Slack, mail servers and webhooks, by the settings of the moment. */
public final class NoticeCourier implements Courier {
    private final NoticeHost host;
    private final SlackPeople.All people;

    public NoticeCourier(NoticeHost host, Clock clock) {
        this.host = host;
        this.people = new SlackPeople.All(clock);
    }

    @Override
    public CourierAnswer carry(OutboxEntry entry, String payload) throws InterruptedException {
        try {
            Payload content = Payload.read(payload);
            SecretStore secrets = host.secrets(entry.notice().origin());
            CourierAnswer answer =
                    switch (entry.notice().kind()) {
                        case Notifier.MAIL -> mail(entry, content, secrets);
                        case Notifier.WEBHOOK -> webhook(entry, content, secrets);
                        default -> slack(entry, content, secrets);
                    };
            return masked(answer, secrets);
        } catch (DeliveryException e) {
            return new CourierAnswer.Refused(e.getMessage());
        }
    }

    private CourierAnswer slack(OutboxEntry entry, Payload payload, SecretStore secrets) throws DeliveryException {
        Settings all = host.settings(entry.notice().origin());
        SlackSettings settings = all.slack(payload.connection());
        Credential.Text token = secrets.find(settings.credentialsId(), Credential.Text.class, settings.apiUrl());
        return new SlackSender(
                        settings, token.value(), host.proxy(), all.notices().fallbackChannel(), people.of(settings))
                .send(entry, payload);
    }

    private CourierAnswer mail(OutboxEntry entry, Payload payload, SecretStore secrets) throws DeliveryException {
        Settings all = host.settings(entry.notice().origin());
        SmtpSettings settings = all.smtp(payload.connection());
        for (String one : payload.to()) {
            if (!all.notices()
                    .mayMail(MailAddresses.address(one)
                            .getAddress())) { // what was allowed when it was put may not be now
                return new CourierAnswer.Refused(
                        "mail to " + one + " is not allowed; see the allowed domains of notices");
            }
        }
        Credential.UserPassword login = settings.credentialsId() == null
                ? null
                : secrets.find(
                        settings.credentialsId(),
                        Credential.UserPassword.class,
                        "smtp://" + settings.host() + ":" + settings.port());
        return new MailSender(settings, login, host.proxy())
                .send(new MailSender.Mail(
                        MailAddresses.parse(payload.to()),
                        payload.title(),
                        payload.text(),
                        payload.body(),
                        payload.messageId(),
                        Date.from(entry.notice().createdAt()),
                        payload.mail()));
    }

    private CourierAnswer webhook(OutboxEntry entry, Payload payload, SecretStore secrets)
            throws DeliveryException, InterruptedException {
        WebhookSettings settings = host.settings(entry.notice().origin()).webhook(payload.connection());
        Secret address = secrets.find(settings.credentialsId(), Credential.Text.class, WebhookNotice.PURPOSE)
                .value();
        Secret key = settings.signingCredentialsId() == null
                ? null
                : secrets.find(settings.signingCredentialsId(), Credential.Text.class, WebhookNotice.PURPOSE)
                        .value();
        return new WebhookSender(settings, address, key, host.proxy())
                .send(entry.id(), payload.body(), host.clock().instant());
    }

    /** What the other side says may repeat what it was given. */
    private static CourierAnswer masked(CourierAnswer answer, SecretStore secrets) {
        if (answer instanceof CourierAnswer.Failed failed) {
            return new CourierAnswer.Failed(failed.maybeSent(), secrets.mask(failed.reason()));
        }
        return answer instanceof CourierAnswer.Refused refused
                ? new CourierAnswer.Refused(secrets.mask(refused.reason()))
                : answer;
    }
}
