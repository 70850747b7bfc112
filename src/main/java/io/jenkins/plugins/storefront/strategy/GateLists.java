package io.jenkins.plugins.storefront.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads gates: {@code [metric: 'name', query: …]} judges, {@code [url: …]} asks an address. */
final class GateLists {
    private static final Set<String> KEYS = Set.of(
            "metric",
            "query",
            "baseline",
            "minimum",
            "maximum",
            "worse",
            "tolerance",
            "samples",
            "interval",
            "connection",
            "name",
            "url",
            "status",
            "within");

    private static final int INTERVAL = 10;
    private static final int STATUS = 200;
    private static final int WITHIN = 60;

    private GateLists() {}

    static List<GateRule> parse(String where, Object given) throws DeliveryException {
        List<GateRule> gates = new ArrayList<>();
        for (Lists.Entry one : Lists.entries(where, given, KEYS)) {
            if ((one.text("metric") == null) == (one.text("url") == null)) {
                throw new DeliveryException(
                        one.where() + " needs a metric (its name, with a query) or a url, and not both");
            }
            gates.add((one.text("url") == null ? metric(one) : http(one)).checked());
        }
        return gates;
    }

    private static GateRule http(Lists.Entry one) throws DeliveryException {
        String name = one.text("name") == null ? one.text("url") : one.text("name");
        return GateRule.of(
                name,
                new GateRule.Http(
                        one.text("url"),
                        or(one.number("status"), STATUS),
                        Duration.ofSeconds(or(one.number("within"), WITHIN))));
    }

    private static GateRule metric(Lists.Entry one) throws DeliveryException {
        Double tolerance = one.decimal("tolerance");
        return GateRule.of(new GateRule.Metric(
                one.text("connection"),
                Duration.ofSeconds(or(one.number("interval"), INTERVAL)),
                new MetricRule(
                        one.text("metric"),
                        one.text("query"),
                        one.text("baseline"),
                        one.decimal("minimum"),
                        one.decimal("maximum"),
                        MetricRule.worse(one.text("worse")),
                        tolerance == null ? MetricRule.DEFAULT_TOLERANCE : tolerance,
                        or(one.number("samples"), MetricRule.DEFAULT_SAMPLES))));
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
