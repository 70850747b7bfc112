package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A deployment of the run's release to an environment began.
 *
 * @param at when
 * @param deployment unique in the run
 * @param name as the Jenkinsfile has it
 * @param environment name of the environment
 * @param undo what happens if it fails
 */
public record DeploymentOpened(Instant at, String deployment, String name, String environment, UndoPolicy undo)
        implements DeliveryEvent {
    @Override
    public DeploymentOpened masked(UnaryOperator<String> mask) {
        return new DeploymentOpened(at, deployment, mask.apply(name), environment, undo);
    }
}
