package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What a rollout changed is being brought back.
 *
 * @param at when
 * @param rollout which
 * @param why one sentence
 */
public record UndoStarted(Instant at, String rollout, String why) implements DeliveryEvent {
    @Override
    public UndoStarted masked(UnaryOperator<String> mask) {
        return new UndoStarted(at, rollout, mask.apply(why));
    }
}
