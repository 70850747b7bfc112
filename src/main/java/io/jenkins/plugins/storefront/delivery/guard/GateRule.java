package io.jenkins.plugins.storefront.delivery.guard;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule;
import java.net.URI;
import java.time.Duration;

/**
 * A gate as it is written down: exactly one of {@code http} and {@code metric} is not null.
 *
 * @param name unique in its list, for people
 */
public record GateRule(String name, Http http, Metric metric) {
    /**
     * An address must answer with a status.
     *
     * @param url http or https, without user and password; may hold placeholders
     * @param status that is expected, 100 to 599
     * @param within how long it may take until it does, from when the gate is first asked
     */
    public record Http(String url, int status, Duration within) {
        public static final int DEFAULT_STATUS = 200;
        public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(60);
    }

    /**
     * A metric must be good.
     *
     * @param connection name of the metrics connection, or null for the first one
     * @param interval between two samples, at least 1 s
     */
    public record Metric(String connection, Duration interval, MetricRule rule) {
        public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
    }

    public static GateRule of(Metric metric) {
        return new GateRule(metric.rule().name(), null, metric);
    }

    public static GateRule of(String name, Http http) {
        return new GateRule(name, http, null);
    }

    /** Refuses a gate that can never be passed, or never fail. */
    public GateRule checked() throws DeliveryException {
        if (metric != null) {
            metric.rule().checked();
            if (metric.interval().toSeconds() < 1) {
                throw new DeliveryException("the metric '" + name + "' needs an interval of 1 s or more");
            }
            return this;
        }
        String plain = http.url() == null ? "" : http.url().replaceAll("\\$\\{\\w+}", "x");
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw wrongUrl(e);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
            throw wrongUrl(null);
        } else if (http.status() < 100 || http.status() > 599) {
            throw new DeliveryException("the gate '" + name + "' expects status " + http.status()
                    + "; statuses are 100 to 599, such as 200");
        }
        return this;
    }

    private DeliveryException wrongUrl(Exception cause) {
        return new DeliveryException(
                "the gate '" + name + "' needs a url such as http://cart-green.shop.svc/health, without a login in it",
                cause);
    }
}
