package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A stage of the Jenkinsfile ended.
 *
 * @param at when
 * @param id of {@link StageStarted}
 * @param name as the Jenkinsfile has it
 * @param outcome how
 */
public record StageEnded(Instant at, String id, String name, Outcome outcome) implements DeliveryEvent {
    @Override
    public StageEnded masked(UnaryOperator<String> mask) {
        return new StageEnded(at, id, mask.apply(name), outcome);
    }
}
