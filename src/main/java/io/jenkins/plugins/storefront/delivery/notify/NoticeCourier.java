package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.Courier;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.util.Date;

/** Carries notices to Slack and to mail servers, by the settings of the moment. */
public final class NoticeCourier implements Courier {
    private final NoticeHost host;

    public NoticeCourier(NoticeHost host) {
        this.host = host;
    }

    @Override
    public CourierAnswer carry(OutboxEntry entry, String payload) {
        try {
            Payload content = Payload.read(payload);
            SecretStore secrets = host.secrets(entry.notice().origin());
            CourierAnswer answer = entry.notice().kind().equals(Notifier.MAIL)
                    ? mail(entry, content, secrets)
                    : slack(entry, content, secrets);
            return masked(answer, secrets);
        } catch (DeliveryException e) {
            return new CourierAnswer.Refused(e.getMessage());
        }
    }

    private CourierAnswer slack(OutboxEntry entry, Payload payload, SecretStore secrets) throws DeliveryException {
        SlackSettings settings = host.settings(entry.notice().origin()).slack(payload.connection());
        Credential.Text token = secrets.find(settings.credentialsId(), Credential.Text.class, settings.apiUrl());
        return new SlackSender(settings, token.value()).send(entry, payload);
    }

    private CourierAnswer mail(OutboxEntry entry, Payload payload, SecretStore secrets) throws DeliveryException {
        SmtpSettings settings = host.settings(entry.notice().origin()).smtp(payload.connection());
        Credential.UserPassword login = settings.credentialsId() == null
                ? null
                : secrets.find(
                        settings.credentialsId(),
                        Credential.UserPassword.class,
                        "smtp://" + settings.host() + ":" + settings.port());
        return new MailSender(settings, login)
                .send(new MailSender.Mail(
                        MailAddresses.parse(payload.to()),
                        payload.title(),
                        payload.text(),
                        payload.body(),
                        payload.messageId(),
                        Date.from(entry.notice().createdAt()),
                        payload.mail()));
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
