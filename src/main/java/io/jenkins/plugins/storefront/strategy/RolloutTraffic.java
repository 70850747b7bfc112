package io.jenkins.plugins.storefront.strategy;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;

/** How a canary gets its share of the traffic: the parameter {@code traffic} of {@link CanaryStrategy}. */
public abstract class RolloutTraffic extends AbstractDescribableImpl<RolloutTraffic> {
    /** @throws DeliveryException naming the parameter that cannot be, and what can */
    abstract Traffic toEngine() throws DeliveryException;
}
