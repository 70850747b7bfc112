package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;

/**
 * Takes what happened. Log, release, report and pages are listeners of the same events; none of them is called by name.
 *
 * <p>Publishing never throws and never waits for the network; events of one thread are seen in order. Secrets are masked here.
 */
@FunctionalInterface
public interface EventSink {
    void publish(DeliveryEvent event);
}
