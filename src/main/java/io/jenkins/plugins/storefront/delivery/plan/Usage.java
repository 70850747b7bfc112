package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** What pods use of a quota, by the names that a ResourceQuota has for it; also more or less of it. Immutable. */
final class Usage {
    static final Usage NONE = new Usage(Map.of());

    private final Map<String, BigDecimal> amounts;

    private Usage(Map<String, BigDecimal> amounts) {
        this.amounts = amounts;
    }

    /**
     * What the API server counts for one pod of a template (k8s.io/component-helpers/resource, {@code PodRequests} and
     * {@code PodLimits}): init containers run one after another before the others, and those that are sidecars stay.
     */
    static Usage ofPod(Map<String, Object> template) {
        Usage sidecars = NONE;
        Usage starting = NONE;
        for (Object container : Fields.list(template, "spec", "initContainers")) {
            Usage own = ofContainer(container);
            if ("Always".equals(Fields.text(container, "restartPolicy"))) {
                sidecars = sidecars.plus(own);
                starting = starting.most(sidecars);
            } else {
                starting = starting.most(sidecars.plus(own));
            }
        }
        Usage running = sidecars;
        for (Object container : PodTemplates.containers(template)) {
            running = running.plus(ofContainer(container));
        }
        return running.most(starting).plus(new Usage(Map.of("pods", BigDecimal.ONE)));
    }

    private static Usage ofContainer(Object container) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (String part : List.of("requests", "limits")) {
            Map<String, Object> asked = Fields.map(container, "resources", part);
            for (String resource : List.of("cpu", "memory")) {
                // A limit alone is a request too
                Object value = asked.containsKey(resource)
                        ? asked.get(resource)
                        : Fields.at(container, "resources", "limits", resource);
                amounts.put(part + "." + resource, Quantity.of(value));
            }
        }
        return new Usage(amounts);
    }

    BigDecimal of(String resource) {
        return amounts.getOrDefault(resource, BigDecimal.ZERO);
    }

    Usage times(long count) {
        Map<String, BigDecimal> product = new TreeMap<>();
        amounts.forEach((resource, amount) -> product.put(resource, amount.multiply(BigDecimal.valueOf(count))));
        return new Usage(product);
    }

    Usage plus(Usage other) {
        return with(other, BigDecimal::add);
    }

    Usage minus(Usage other) {
        return plus(other.times(-1));
    }

    /** Of each resource the greater amount. */
    Usage most(Usage other) {
        return with(other, BigDecimal::max);
    }

    /** Of each resource the smaller amount. */
    Usage least(Usage other) {
        return with(other, BigDecimal::min);
    }

    private Usage with(Usage other, BinaryOperator<BigDecimal> by) {
        Map<String, BigDecimal> result = new TreeMap<>(amounts);
        other.amounts.keySet().forEach(resource -> result.putIfAbsent(resource, BigDecimal.ZERO));
        result.replaceAll((resource, amount) -> by.apply(amount, other.of(resource)));
        return new Usage(result);
    }
}
