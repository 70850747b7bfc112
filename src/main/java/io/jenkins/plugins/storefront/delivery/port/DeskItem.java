package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thing that one place is told by a rule: masked, and complete enough to be told by a later process.
 *
 * @param id stable, so that the same is told once
 * @param subject what it is about, such as {@code shop/main → production}; a later item of the same subject is a later state of it
 * @param topic what became of it
 * @param title one plain line
 * @param text more, plain; may be empty
 * @param url of the run, or null
 * @param cause what failures of one cause have in common, or null
 * @param at when it happened
 * @param origin the run, as in {@link OutboxNotice}
 * @param target who is told
 * @param due when, or null for now
 * @param notices what is sent, in this order, where it is told now and alone; the last one is what people are woken by
 */
public record DeskItem(
        String id,
        String subject,
        Topic topic,
        String title,
        String text,
        String url,
        String cause,
        Instant at,
        String origin,
        DeskTarget target,
        Instant due,
        List<OutboxNotice> notices) {
    public DeskItem {
        Objects.requireNonNull(id);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(topic);
        Objects.requireNonNull(at);
        Objects.requireNonNull(target);
        notices = List.copyOf(notices);
    }
}
