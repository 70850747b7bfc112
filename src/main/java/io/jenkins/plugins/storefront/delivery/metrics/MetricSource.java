package io.jenkins.plugins.storefront.delivery.metrics;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where samples of a metric come from. Calls block and have a time limit. Thread-safe. */
public interface MetricSource {
    /**
     * The samples of one series, oldest first; no sample is there for a moment at which there is no value.
     *
     * @param query in the source's own language; must give at most one series
     * @param step between two samples, at least 1 s
     * @return empty where the query gives no series
     * @throws DeliveryException if the source cannot be asked, refuses the query, or gives several series
     */
    List<Double> samples(String query, Instant from, Instant to, Duration step)
            throws DeliveryException, InterruptedException;
}
