package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.mail.MailText;
import io.jenkins.plugins.storefront.delivery.notify.text.Detail;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseData;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamSays;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.settings.NoticeSettings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Tells people about the run's release: composes a notice, which can then be {@linkplain #put put} into the outbox. What is wrong with a
 * notice itself, such as its template, is told as an event and thrown when it is composed.
 */
public final class Notifier {
    static final String SLACK = "slack";
    static final String MAIL = "mail";
    static final String WEBHOOK = "webhook";

    /** A message that comes a day late helps nobody. */
    static final Duration GIVE_UP = Duration.ofHours(24);

    /** For a step that waits. */
    static final Duration GIVE_UP_SOON = Duration.ofMinutes(5);

    /** What is not seen but changes how text is shown: control characters, and those that turn its direction (UAX 9). */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private final DeliveryContext delivery;

    public Notifier(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** Composes a Slack message; one that says nothing of its own is the release's message in its channel, as it is now. */
    public OutboxNotice slack(SlackRequest request) throws DeliveryException {
        if (request.ofRelease()) {
            return new ReleaseMessages(delivery).current(request);
        }
        return slack(request, null);
    }

    /** The release's message as it is now; {@code request} says which. */
    OutboxNotice living(SlackRequest request, LivingBlocks blocks, String diffUrl) throws DeliveryException {
        return slack(
                request, blocks.message((String) view(null, request.language()).get("summary"), diffUrl));
    }

    /** @param ready what it says, or null for what {@code request} says */
    private OutboxNotice slack(SlackRequest request, SlackMessage ready) throws DeliveryException {
        SlackSettings settings = delivery.settings().slack(request.connection());
        String to = request.channel() != null ? request.channel() : settings.defaultChannel();
        try {
            Credential.Text token =
                    delivery.secrets().find(settings.credentialsId(), Credential.Text.class, settings.apiUrl());
            boolean webhook = token.value().reveal().startsWith("http");
            if (to == null && !webhook) {
                throw new DeliveryException(
                        "name a channel, or configure a default one for Slack '" + settings.name() + "'");
            }
            String channel = to == null ? settings.name() : to;
            Payload payload = ready == null
                    ? slackPayload(request, settings, channel)
                    : new Payload(
                            settings.name(), List.of(channel), ready.text(), ready.blocks(), ready.text(), null, false);
            SlackRequest.MessageRef message = request.update();
            SlackRequest.MessageRef thread = request.thread();
            Instant now = delivery.clock().instant();
            return new OutboxNotice(
                    request.id(),
                    OutboxNotice.lane(SLACK, settings.name(), List.of(channel)),
                    SLACK,
                    channel,
                    origin(),
                    message == null ? null : message.key(),
                    thread == null ? null : thread.key(),
                    now,
                    now.plus(request.definite() ? GIVE_UP_SOON : GIVE_UP),
                    message == null ? null : message.reference(),
                    thread == null ? null : thread.reference(),
                    payload.write());
        } catch (DeliveryException e) {
            throw failed(request.id(), SLACK, to == null ? settings.name() : to, e);
        }
    }

    private Payload slackPayload(SlackRequest request, SlackSettings settings, String channel)
            throws DeliveryException {
        TeamSays team = TeamSays.kept(delivery.release());
        Language language =
                request.language() == null ? team.language(channel, settings.language()) : request.language();
        Map<String, Object> view = data(request.message(), language).view(Detail.FULL, this::mask);
        String title = mask((String) view.get("summary"));
        TeamTemplate own = request.message() == null ? null : team.template("slack");
        String template = request.template() == null && own != null ? own.text() : request.template();
        String body = mask(Templates.fill(
                template == null ? "slack" : "of the workspace",
                template == null ? Templates.builtIn("slack.mustache") : template,
                Templates.Form.SLACK,
                view));
        String open = (String) ((Map<?, ?>) view.get("words")).get("openRun");
        SlackMessage composed =
                SlackMessage.of(title, body, open, delivery.run().url());
        return new Payload(
                settings.name(),
                List.of(channel),
                composed.text(),
                composed.blocks(),
                Mrkdwn.cut(body, Mrkdwn.LONGEST_SECTION),
                null,
                false);
    }

    /** Composes a short reply in a thread, whose {@code text} is escaped already. */
    OutboxNotice reply(OutboxNotice to, String id, String title, String text, boolean broadcast) {
        return reply(to, id, title, text, broadcast, List.of());
    }

    /** The same, which calls people by name. */
    OutboxNotice reply(
            OutboxNotice to, String id, String title, String text, boolean broadcast, List<Person> mentions) {
        String shown = mask(title);
        SlackMessage composed = SlackMessage.section(shown, mask(text));
        Payload payload = new Payload(
                        connection(to),
                        List.of(to.to()),
                        composed.text(),
                        composed.blocks(),
                        mask(text),
                        null,
                        broadcast)
                .mentioning(mentions);
        Instant now = delivery.clock().instant();
        return new OutboxNotice(
                id,
                to.lane(),
                SLACK,
                to.to(),
                to.origin(),
                null,
                to.message(),
                now,
                now.plus(GIVE_UP),
                null,
                to.reference(),
                payload.write());
    }

    private static String connection(OutboxNotice notice) {
        try {
            return Payload.read(notice.payload()).connection();
        } catch (DeliveryException e) {
            throw new IllegalStateException("a notice that was just composed cannot be read", e);
        }
    }

    /**
     * Composes a mail, or, where its recipients read several languages, one for each: the first keeps the id, the others have an id of
     * their own made of it.
     */
    public List<OutboxNotice> mails(MailRequest request) throws DeliveryException {
        if (request.language() != null || request.to().isEmpty()) {
            return List.of(mail(request));
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
            all.add(mail(request.to(id, group.getValue(), group.getKey())));
        }
        return all;
    }

    /** Composes a mail; its Message-ID is made of the notice's id. */
    public OutboxNotice mail(MailRequest request) throws DeliveryException {
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
                    OutboxNotice.lane(MAIL, settings.name(), all),
                    MAIL,
                    shown,
                    origin(),
                    null,
                    null,
                    now,
                    now.plus(request.definite() ? GIVE_UP_SOON : GIVE_UP),
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
            throw failed(request.id(), MAIL, shown, e);
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
                data(request.message(), language),
                this::mask,
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
                : mask(request.subject());
        if (subject.lines().count() > 1 || subject.chars().anyMatch(c -> c < ' ')) {
            throw new DeliveryException("emailNotify: the subject must be one line");
        }
        return new MailText(subject, mail.text(), mail.html(), mail.pictures());
    }

    /** Composes a message to a chat or a program by HTTP POST. */
    public OutboxNotice webhook(WebhookRequest request) throws DeliveryException {
        return new WebhookNotice(delivery, this).compose(request);
    }

    /** Hands a notice to the outbox. What becomes of it is told as events, then to {@code then}. */
    public void put(OutboxNotice notice, Consumer<OutboxReceipt> then) throws DeliveryException {
        try {
            delivery.outbox().put(notice, receipt -> {
                became(receipt);
                then.accept(receipt);
            });
        } catch (DeliveryException e) {
            throw failed(notice.id(), notice.kind(), notice.to(), e);
        }
    }

    /** Tells the run what has become of a notice. */
    void became(OutboxReceipt receipt) {
        for (DeliveryEvent event : NoticeEvents.of(receipt, delivery.clock().instant())) {
            delivery.events().publish(event);
        }
        new ReleaseMessages(delivery).told(receipt);
    }

    /** Tells it as an event, and gives it back as one that was told. */
    DeliveryException failed(String id, String kind, String to, DeliveryException e) {
        delivery.events().publish(new NoticeFailed(delivery.clock().instant(), id, kind, to, mask(e.getMessage())));
        return new NoticeRefused(e);
    }

    private Map<String, Object> view(String message, Language language) {
        return data(message, language).view(Detail.FULL, this::mask);
    }

    ReleaseData data(String message, Language language) {
        return new ReleaseData(
                delivery.run(),
                delivery.release().current(),
                message,
                language,
                delivery.failedStep().orElse(null));
    }

    /** What people may see of a text. */
    String mask(String text) {
        return UNSEEN.matcher(delivery.secrets().mask(text)).replaceAll("");
    }

    String origin() {
        RunInfo run = delivery.run();
        return run.job() + "#" + run.number();
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
