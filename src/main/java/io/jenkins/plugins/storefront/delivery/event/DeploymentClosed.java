package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A deployment ended.
 *
 * @param at when
 * @param deployment of {@link DeploymentOpened}
 * @param outcome how
 * @param reason one sentence, empty on success
 */
public record DeploymentClosed(Instant at, String deployment, Outcome outcome, String reason) implements DeliveryEvent {
    @Override
    public DeploymentClosed masked(UnaryOperator<String> mask) {
        return new DeploymentClosed(at, deployment, outcome, mask.apply(reason));
    }
}
