package io.jenkins.plugins.storefront.delivery.port;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A failure that somebody has to acknowledge.
 *
 * @param id stable, so that it is watched once
 * @param subject as in {@link DeskItem}
 * @param title one plain line
 * @param url of the run, or null
 * @param origin the run
 * @param since when it failed
 * @param due when it is escalated
 * @param connection Slack connection of the messages
 * @param notices ids of the notices and messages that a reaction acknowledges
 * @param to who is told then
 * @param escalatedAt null until it was
 */
public record DeskWatch(
        String id,
        String subject,
        String title,
        String url,
        String origin,
        Instant since,
        Instant due,
        String connection,
        List<String> notices,
        List<DeskTarget> to,
        Instant escalatedAt) {
    public DeskWatch {
        Objects.requireNonNull(id);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(due);
        notices = List.copyOf(notices);
        to = List.copyOf(to);
    }

    public DeskWatch escalated(Instant now) {
        return new DeskWatch(id, subject, title, url, origin, since, due, connection, notices, to, now);
    }
}
