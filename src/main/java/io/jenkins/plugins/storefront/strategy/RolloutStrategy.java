package io.jenkins.plugins.storefront.strategy;

import hudson.model.Describable;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;

/** How a new version comes to serve; the parameter {@code strategy} of {@code clusterRollout}. */
public abstract class RolloutStrategy implements Describable<RolloutStrategy> {
    /** @throws DeliveryException naming the parameter that cannot be, and what can */
    public abstract Strategy toEngine() throws DeliveryException;
}
