package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.notify.mail.MailText;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.NoticeSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Composes mails. */
final class MailNotice {
    private final DeliveryContext delivery;
    private final Notifier notifier;

    MailNotice(DeliveryContext delivery, Notifier notifier) {
        this.delivery = delivery;
        this.notifier = notifier;
    }

    /** One mail for each language that its recipients read. */
    List<OutboxNotice> composeAll(MailRequest request) throws DeliveryException {
        if (request.language() != null || request.to().isEmpty()) {
            return List.of(compose(request));
        }
        TeamSays says = TeamSays.kept(delivery.release());
        String usual = delivery.settings().smtp(request.connection()).language();
        Map<Language, List<String>> readers = new LinkedHashMap<>();
        for (String entry : request.to()) {
            for (String one : entry.split(",", -1)) {
                readers.computeIfAbsent(says.language(one.trim(), usual), language -> new ArrayList<>())
                        .add(one);
            }
        }
        List<OutboxNotice> all = new ArrayList<>();
        for (Map.Entry<Language, List<String>> group : readers.entrySet()) {
            String id = all.isEmpty()
                    ? request.id()
                    : request.id() + "-" + group.getKey().code().replace("_", "-");
            all.add(compose(request.to(id, group.getValue(), group.getKey())));
        }
        return all;
    }

    OutboxNotice compose(MailRequest request) throws DeliveryException {
        SmtpSettings settings = delivery.settings().smtp(request.connection());
        String shown = String.join(", ", request.to());
        try {
            List<InternetAddress> addresses = allowed(MailAddresses.parse(request.to()));
            List<String> all = addresses.stream().map(InternetAddress::toString).toList();
            shown = String.join(", ", all);
            MailText mail = mailText(request, settings);
            if (settings.credentialsId() != null) {
                delivery.secrets()
                        .find(
                                settings.credentialsId(),
                                Credential.UserPassword.class,
                                "smtp://" + settings.host() + ":" + settings.port());
            }
            String domain = domain(settings.from());
            Instant now = delivery.clock().instant();
            return new OutboxNotice(
                    request.id(),
                    OutboxNotice.lane(Notifier.MAIL, settings.name(), all),
                    Notifier.MAIL,
                    shown,
                    notifier.origin(),
                    null,
                    null,
                    now,
                    now.plus(request.definite() ? Notifier.GIVE_UP_SOON : Notifier.GIVE_UP),
                    null,
                    null,
                    new Payload(
                                    settings.name(),
                                    all,
                                    mail.subject(),
                                    mail.html(),
                                    mail.text(),
                                    messageId(request.id(), domain),
                                    false,
                                    MailExtras.of(delivery.run(), domain, mail.pictures())
                                            .replyingTo(repliedTo(request.thread(), domain)))
                            .write());
        } catch (DeliveryException e) {
            throw notifier.failed(request.id(), Notifier.MAIL, shown, e);
        }
    }

    private static String messageId(String notice, String domain) {
        return "<" + notice + "@storefront." + domain + ">";
    }

    /** The Message-ID of an earlier mail, which may still wait; null for none. */
    private static String repliedTo(SlackRequest.MessageRef mail, String domain) throws DeliveryException {
        if (mail == null) {
            return null;
        }
        String known = mail.reference() == null ? messageId(mail.key(), domain) : mail.reference();
        if (!known.matches("<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")) {
            throw new DeliveryException("emailNotify: 'thread' takes what an earlier emailNotify returned");
        }
        return known;
    }

    /** Those within the allowed domains; who is left out is told as an event. */
    private List<InternetAddress> allowed(List<InternetAddress> addresses) throws DeliveryException {
        NoticeSettings notices = delivery.settings().notices();
        List<InternetAddress> allowed = addresses.stream()
                .filter(one -> notices.mayMail(one.getAddress()))
                .toList();
        if (allowed.isEmpty()) {
            throw new DeliveryException(
                    "none of the recipients is in a domain that mail may go to; an admin allows domains under Manage"
                            + " Jenkins » Storefront » Notices");
        }
        for (InternetAddress one : addresses) {
            if (!allowed.contains(one)) {
                delivery.events()
                        .publish(new Remark(
                                delivery.clock().instant(),
                                true,
                                "not everybody is told",
                                one + " is outside the allowed domains and is not written to"));
            }
        }
        return allowed;
    }

    private MailText mailText(MailRequest request, SmtpSettings settings) throws DeliveryException {
        TeamSays says = TeamSays.kept(delivery.release());
        TeamTemplate team = request.template() != null ? request.template() : says.template("mail");
        Language language = request.language() != null
                ? request.language()
                : says.language(request.to().get(0), settings.language());
        boolean teamHtml = team != null && team.html();
        boolean teamText = team != null && !team.html();
        MailText mail = MailText.compose(
                request.id(),
                notifier.data(request.message(), language),
                notifier::mask,
                view -> teamText
                        ? Templates.fill(team.file(), team.text(), Templates.Form.TEXT, view)
                        : Templates.fill("mail", Templates.builtIn("mail.txt.mustache"), Templates.Form.TEXT, view),
                view -> {
                    if (teamHtml) {
                        return Templates.fill(team.file(), team.text(), Templates.Form.HTML, view);
                    } else if (teamText) {
                        view.put("text", Templates.fill(team.file(), team.text(), Templates.Form.TEXT, view));
                        return Templates.fill(
                                "mail", Templates.builtIn("mail.plain.html.mustache"), Templates.Form.HTML, view);
                    }
                    return Templates.fill("mail", Templates.builtIn("mail.html.mustache"), Templates.Form.HTML, view);
                });
        String subject = request.subject() == null
                ? mail.subject().replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ") // names may hold anything
                : notifier.mask(request.subject());
        if (subject.lines().count() > 1 || subject.chars().anyMatch(c -> c < ' ')) {
            throw new DeliveryException("emailNotify: the subject must be one line");
        }
        return new MailText(subject, mail.text(), mail.html(), mail.pictures());
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
