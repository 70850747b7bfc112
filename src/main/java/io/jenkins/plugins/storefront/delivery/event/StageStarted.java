package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A stage of the Jenkinsfile began.
 *
 * @param at when
 * @param id unique in the run
 * @param name as the Jenkinsfile has it
 * @param parent id of the enclosing stage, or null
 */
public record StageStarted(Instant at, String id, String name, String parent) implements DeliveryEvent {
    @Override
    public StageStarted masked(UnaryOperator<String> mask) {
        return new StageStarted(at, id, mask.apply(name), parent);
    }
}
