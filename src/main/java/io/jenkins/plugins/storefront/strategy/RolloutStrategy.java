package io.jenkins.plugins.storefront.strategy;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import java.util.Optional;

/** How a new version comes to serve; the parameter {@code strategy} of {@code clusterRollout}. Immutable once it is bound. */
public abstract class RolloutStrategy extends AbstractDescribableImpl<RolloutStrategy> {
    /**
     * The engine's value.
     *
     * @return nothing where {@code storefront.yaml} says
     * @throws DeliveryException naming the parameter that cannot be, and what can
     */
    public abstract Optional<Strategy> toEngine() throws DeliveryException;
}
