package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A decision or a warning worth a line in the log.
 *
 * @param at when
 * @param warning whether somebody should act on it
 * @param subject what it is about
 * @param text one sentence
 */
public record Remark(Instant at, boolean warning, String subject, String text) implements DeliveryEvent {
    @Override
    public Remark masked(UnaryOperator<String> mask) {
        return new Remark(at, warning, subject, mask.apply(text));
    }
}
