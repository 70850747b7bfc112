package io.jenkins.plugins.storefront.delivery.log;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives each event, masked once, to every listener in order. A listener that fails is logged and never stops a delivery or the
 * listeners after it.
 */
public final class EventHub implements EventSink {
    private static final Logger LOGGER = Logger.getLogger(EventHub.class.getName());

    private final UnaryOperator<String> mask;
    private final List<EventSink> listeners;

    public EventHub(UnaryOperator<String> mask, List<EventSink> listeners) {
        this.mask = mask;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void publish(DeliveryEvent event) {
        DeliveryEvent masked = event.masked(text -> text == null ? null : mask.apply(text));
        for (EventSink listener : listeners) {
            try {
                listener.publish(masked);
            } catch (RuntimeException e) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "A listener failed on " + event.getClass().getSimpleName());
            }
        }
    }
}
