package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A workload moved on.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param object which
 * @param ready replicas that serve the new revision
 * @param desired replicas that should
 * @param status one phrase, such as {@code 1 of 3 updated}
 */
public record WorkloadProgressed(Instant at, String rollout, WorkloadRef object, int ready, int desired, String status)
        implements DeliveryEvent {
    @Override
    public WorkloadProgressed masked(UnaryOperator<String> mask) {
        return new WorkloadProgressed(at, rollout, object, ready, desired, mask.apply(status));
    }
}
