package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Somebody said what a rollout under way is to do. It is on record, in the release, before the rollout hears of it.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param action what
 * @param who for people: a user's id, or a step
 */
public record RolloutCommanded(Instant at, String rollout, RolloutAction action, String who) implements DeliveryEvent {
    @Override
    public RolloutCommanded masked(UnaryOperator<String> mask) {
        return new RolloutCommanded(at, rollout, action, mask.apply(who));
    }
}
