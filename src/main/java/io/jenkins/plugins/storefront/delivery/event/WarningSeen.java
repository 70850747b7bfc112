package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The cluster warned of something that may heal.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param object what it is about
 * @param reason one word
 * @param message the cluster's own
 */
public record WarningSeen(Instant at, String rollout, WorkloadRef object, String reason, String message)
        implements DeliveryEvent {
    @Override
    public WarningSeen masked(UnaryOperator<String> mask) {
        return new WarningSeen(at, rollout, object, reason, mask.apply(message));
    }
}
