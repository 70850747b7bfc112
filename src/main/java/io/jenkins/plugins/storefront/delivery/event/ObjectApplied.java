package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The cluster accepted an object.
 *
 * @param at when
 * @param rollout of {@link RolloutPlanned}
 * @param object which
 * @param change {@code created}, {@code configured} or {@code unchanged}
 */
public record ObjectApplied(Instant at, String rollout, WorkloadRef object, String change) implements DeliveryEvent {
    @Override
    public ObjectApplied masked(UnaryOperator<String> mask) {
        return this;
    }
}
