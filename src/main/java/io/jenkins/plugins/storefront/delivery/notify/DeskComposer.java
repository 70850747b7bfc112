package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskLine;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskOutgoing;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes notices of what is told later than it happened: digests, counts of one cause, escalations. Of several states, the latest. */
public final class DeskComposer implements DeskRunner.Composer {
    private static final Duration GIVE_UP = Duration.ofHours(24);
    private static final int MOST_LINES = 25;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final NoticeHost host;

    public DeskComposer(NoticeHost host) {
        this.host = host;
    }

    /** A line that is shown, and how many earlier ones of its subject are not. */
    private record Shown(DeskLine line, int before) {}

    @Override
    public OutboxNotice compose(DeskOutgoing outgoing, Instant now) throws DeliveryException {
        Collection<Shown> lines = latest(outgoing.lines());
        String title = title(outgoing);
        Payload payload = outgoing.target().kind().equals(Notifier.SLACK)
                ? slack(outgoing, title, lines, now)
                : mail(outgoing, title, lines, now);
        return new OutboxNotice(
                outgoing.id(),
                outgoing.target().lane(),
                outgoing.target().kind(),
                String.join(", ", outgoing.target().to()),
                outgoing.origin(),
                outgoing.message(),
                outgoing.thread(),
                now,
                now.plus(GIVE_UP),
                null,
                null,
                payload.write());
    }

    private static String title(DeskOutgoing outgoing) {
        return switch (outgoing.kind()) {
            case DIGEST -> words(outgoing).text("digest.title", outgoing.count(), MINUTE.format(outgoing.since()));
            case AGAIN -> words(outgoing).text("again.title", outgoing.count(), outgoing.title());
            default -> words(outgoing).text("escalation.title", outgoing.title());
        };
    }

    private static NoticeTexts words(DeskOutgoing outgoing) {
        return new NoticeTexts(outgoing.target().language());
    }

    /** Of each subject the latest state. */
    private static Collection<Shown> latest(List<DeskLine> lines) {
        Map<String, Shown> bySubject = new LinkedHashMap<>();
        for (DeskLine one : lines) {
            Shown before = bySubject.remove(one.subject());
            bySubject.put(one.subject(), new Shown(one, before == null ? 0 : before.before() + 1));
        }
        return bySubject.values();
    }

    private static String note(DeskOutgoing outgoing, Instant now) {
        if (outgoing.kind() == DeskOutgoing.Kind.ESCALATION) {
            return words(outgoing)
                    .text(
                            "escalation.text",
                            Duration.between(outgoing.since(), now).toMinutes());
        }
        int hidden = outgoing.count() - outgoing.lines().size();
        return outgoing.kind() == DeskOutgoing.Kind.AGAIN && hidden > 0
                ? words(outgoing).text("again.more", hidden)
                : "";
    }

    private static String times(DeskOutgoing outgoing, Shown one) {
        return one.before() == 0 ? "" : " " + words(outgoing).text("digest.times", one.before());
    }

    private static Payload slack(DeskOutgoing outgoing, String title, Collection<Shown> lines, Instant now) {
        StringBuilder text = new StringBuilder("*").append(Mrkdwn.escape(title)).append("*");
        for (Shown one : lines.stream().limit(MOST_LINES).toList()) {
            String shown = Mrkdwn.escape(one.line().title());
            String url = one.line().url();
            text.append("\n• ")
                    .append(url == null ? shown : "<" + Mrkdwn.escape(url).replace("|", "%7C") + "|" + shown + ">")
                    .append(Mrkdwn.escape(times(outgoing, one)));
            if (one.line().text() != null && !one.line().text().isEmpty()) {
                text.append(": ").append(Mrkdwn.escape(first(one.line().text())));
            }
        }
        if (lines.size() > MOST_LINES) {
            text.append("\n").append(words(outgoing).text("digest.more", lines.size() - MOST_LINES));
        }
        String note = note(outgoing, now);
        text.append(note.isEmpty() ? "" : "\n" + note);
        SlackMessage message = SlackMessage.section(title, text.toString());
        return new Payload(
                        outgoing.target().connection(),
                        outgoing.target().to(),
                        title,
                        message.blocks(),
                        text.toString(),
                        null,
                        false)
                .mentioning(outgoing.target().mentions());
    }

    private Payload mail(DeskOutgoing outgoing, String title, Collection<Shown> lines, Instant now)
            throws DeliveryException {
        SmtpSettings settings =
                host.settings(outgoing.origin()).smtp(outgoing.target().connection());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Shown one : lines) {
            DeskLine line = one.line();
            rows.add(Map.of(
                    "title",
                    line.title() + times(outgoing, one),
                    "text",
                    line.text() == null ? "" : line.text(),
                    "url",
                    line.url() == null ? "" : line.url(),
                    "at",
                    MINUTE.format(line.at())));
        }
        Map<String, Object> view = Map.of("title", title, "note", note(outgoing, now), "lines", rows);
        String domain =
                settings.from().substring(settings.from().indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        return new Payload(
                outgoing.target().connection(),
                outgoing.target().to(),
                title.replaceAll("\\p{Cntrl}", " "),
                Templates.fill("digest", Templates.builtIn("digest.html.mustache"), Templates.Form.HTML, view),
                Templates.fill("digest", Templates.builtIn("digest.txt.mustache"), Templates.Form.TEXT, view),
                "<" + outgoing.id() + "@storefront." + domain + ">",
                false);
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }
}
