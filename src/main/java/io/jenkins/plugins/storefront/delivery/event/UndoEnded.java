package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An undo ended.
 *
 * @param at when
 * @param rollout which
 * @param succeeded whether what served before serves again
 * @param message one sentence
 */
public record UndoEnded(Instant at, String rollout, boolean succeeded, String message) implements DeliveryEvent {
    @Override
    public UndoEnded masked(UnaryOperator<String> mask) {
        return new UndoEnded(at, rollout, succeeded, mask.apply(message));
    }
}
