package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Traffic;
import io.jenkins.plugins.storefront.delivery.text.Age;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code strategy} of {@code storefront.yaml}: a mapping of one key, the strategy's name. */
final class StrategyReader {
    private static final int A_HUNDRED = 100;
    private static final int MOST_SAMPLES = 10_000;

    private StrategyReader() {}

    /** @return null where nothing is said */
    static Strategy read(Section root) throws DeliveryException {
        if (!root.has("strategy")) {
            return null;
        }
        Section chosen = root.section("strategy", "rolling", "recreate", "blueGreen", "canary");
        if (chosen.names().size() != 1) {
            throw new DeliveryException("strategy: wanted one of rolling, recreate, blueGreen and canary, found "
                    + chosen.names().size() + " of them");
        }
        String name = chosen.names().get(0);
        try {
            return switch (name) {
                case "blueGreen" -> blueGreen(chosen.section(name, "keepOld", "byHand", "gates", "after"));
                case "canary" -> canary(chosen.section(name, "steps", "traffic", "gates"));
                default -> {
                    if (!chosen.section(name).names().isEmpty()) {
                        throw new DeliveryException("wanted an empty mapping: rolling: {}");
                    }
                    yield name.equals("rolling") ? Strategy.rolling() : Strategy.recreate();
                }
            };
        } catch (DeliveryException e) {
            String said = e.getMessage();
            throw said.startsWith("strategy") ? e : new DeliveryException("strategy." + name + ": " + said, e);
        }
    }

    private static Strategy blueGreen(Section given) throws DeliveryException {
        return Strategy.blueGreen(
                Boolean.TRUE.equals(given.flag("byHand")),
                time(given, "keepOld", Duration.ZERO),
                gates(given, "gates"),
                gates(given, "after"));
    }

    private static Strategy canary(Section given) throws DeliveryException {
        List<Strategy.Step> steps = new ArrayList<>();
        for (Section step : given.sections("steps", "weight", "pause", "gates")) {
            Integer weight = step.number("weight", 1, A_HUNDRED);
            if (weight == null) {
                throw new DeliveryException(
                        step.at("weight") + ": wanted a whole number from 1 to 100, and it is not there");
            }
            steps.add(new Strategy.Step(weight, time(step, "pause", null), gates(step, "gates")));
        }
        return Strategy.canary(steps, traffic(given), gates(given, "gates"));
    }

    private static Traffic traffic(Section canary) throws DeliveryException {
        if (!canary.has("traffic")) {
            return Traffic.REPLICAS;
        }
        Section given = canary.section("traffic", "route", "ingress", "rule");
        if (given.names().size() != 1) {
            throw new DeliveryException(canary.at("traffic") + ": wanted one of route, ingress and rule");
        } else if (given.has("route")) {
            return Traffic.route(given.text("route", Form.NAMES));
        } else if (given.has("ingress")) {
            return Traffic.nginx(given.text("ingress", Form.NAMES));
        }
        Section rule = given.section("rule", "apiVersion", "kind", "name", "canary", "stable");
        return Traffic.rule(
                rule.required("apiVersion", Form.NAMES),
                rule.required("kind", Form.NAMES),
                rule.required("name", Form.NAMES),
                rule.required("canary", Form.NAMES),
                rule.text("stable", Form.NAMES));
    }

    private static List<GateRule> gates(Section owner, String key) throws DeliveryException {
        List<GateRule> gates = new ArrayList<>();
        for (Section gate : owner.sections(
                key,
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
                "url",
                "name",
                "status",
                "within")) {
            gates.add((gate.has("url") ? http(gate) : metric(gate)).checked());
        }
        return gates;
    }

    private static GateRule http(Section gate) throws DeliveryException {
        Section known = gate.only("url", "name", "status", "within");
        String url = known.text("url", Form.ANY);
        Integer status = known.number("status", 100, 599);
        return GateRule.of(
                known.has("name") ? known.text("name", Form.NAMES) : url,
                new GateRule.Http(
                        url,
                        status == null ? GateRule.Http.DEFAULT_STATUS : status,
                        time(known, "within", GateRule.Http.DEFAULT_WITHIN)));
    }

    private static GateRule metric(Section gate) throws DeliveryException {
        Section known = gate.only(
                "metric",
                "query",
                "baseline",
                "minimum",
                "maximum",
                "worse",
                "tolerance",
                "samples",
                "interval",
                "connection");
        Double tolerance = known.decimal("tolerance");
        Integer samples = known.number("samples", 1, MOST_SAMPLES);
        return GateRule.of(new GateRule.Metric(
                known.text("connection", Form.NAMES),
                time(known, "interval", GateRule.Metric.DEFAULT_INTERVAL),
                new MetricRule(
                        known.required("metric", Form.NAMES),
                        known.required("query", Form.ANY),
                        known.text("baseline", Form.ANY),
                        known.decimal("minimum"),
                        known.decimal("maximum"),
                        MetricRule.worse(known.text("worse", Form.WORSE)),
                        tolerance == null ? MetricRule.DEFAULT_TOLERANCE : tolerance,
                        samples == null ? MetricRule.DEFAULT_SAMPLES : samples)));
    }

    private static Duration time(Section section, String key, Duration otherwise) throws DeliveryException {
        String text = section.text(key, Form.AGE);
        return text == null ? otherwise : Age.parse(text, section.at(key));
    }
}
