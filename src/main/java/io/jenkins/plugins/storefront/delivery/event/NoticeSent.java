package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * People were told.
 *
 * @param at when
 * @param notice unique in the run
 * @param kind {@code slack}, {@code mail} or {@code webhook}
 * @param to channel or addresses
 * @param title first line or subject
 * @param body as sent: Block Kit JSON, HTML, or the JSON of a webhook
 * @param text the plain-text part
 * @param reference what the receiver called it: {@code channel/ts} or Message-ID
 */
public record NoticeSent(
        Instant at, String notice, String kind, String to, String title, String body, String text, String reference)
        implements DeliveryEvent {
    @Override
    public NoticeSent masked(UnaryOperator<String> mask) {
        return new NoticeSent(
                at, notice, kind, mask.apply(to), mask.apply(title), mask.apply(body), mask.apply(text), reference);
    }
}
