package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A notice could not be sent; the run goes on.
 *
 * @param at when
 * @param notice unique in the run
 * @param kind {@code slack} or {@code mail}
 * @param to channel or addresses
 * @param reason what to do, in one sentence
 */
public record NoticeFailed(Instant at, String notice, String kind, String to, String reason) implements DeliveryEvent {
    @Override
    public NoticeFailed masked(UnaryOperator<String> mask) {
        return new NoticeFailed(at, notice, kind, mask.apply(to), mask.apply(reason));
    }
}
