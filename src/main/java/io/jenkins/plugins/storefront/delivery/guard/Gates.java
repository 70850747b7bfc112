package io.jenkins.plugins.storefront.delivery.guard;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.metrics.MetricConnections;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;

/** Makes gates of their rules, with the connections and the proxy of a run. */
public final class Gates {
    private Gates() {}

    /** @throws DeliveryException if it names a connection that is not configured, or whose login this run may not use */
    public static Gate of(GateRule rule, DeliveryContext delivery) throws DeliveryException {
        return rule.metric() == null
                ? new HttpGate(rule.http(), delivery.proxy())
                : new MetricGate(
                        rule.metric(), MetricConnections.open(rule.metric().connection(), delivery));
    }
}
