package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether the pods of a set fit into the quotas of their namespaces (kubernetes.io/docs/concepts/policy/resource-quotas). The pods that
 * a workload has now give their share back; quotas of a scope are left to the cluster.
 */
final class QuotaCheck {
    private static final Set<String> COUNTED =
            Set.of("pods", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private QuotaCheck() {}

    static List<Problem> of(List<Manifest> set, Lookup lookup) throws DeliveryException {
        List<Problem> problems = new ArrayList<>();
        Set<String> namespaces = new LinkedHashSet<>();
        set.stream().filter(one -> one.namespace() != null).forEach(one -> namespaces.add(one.namespace()));
        for (String namespace : namespaces) {
            List<Map<String, Object>> quotas =
                    lookup.all("v1", "ResourceQuota", namespace).orElse(List.of());
            if (!quotas.isEmpty()) {
                Map<String, BigDecimal> more = more(set, namespace, lookup);
                quotas.forEach(quota -> check(quota, namespace, more, problems));
            }
        }
        return problems;
    }

    private static void check(
            Map<String, Object> quota, String namespace, Map<String, BigDecimal> more, List<Problem> problems) {
        if (Fields.at(quota, "spec", "scopes") != null || Fields.at(quota, "spec", "scopeSelector") != null) {
            return;
        }
        Map<String, Object> hard = Fields.map(quota, "spec", "hard");
        for (Map.Entry<String, Object> limit : hard.entrySet()) {
            String resource =
                    switch (limit.getKey()) {
                        case "cpu", "memory" -> "requests." + limit.getKey();
                        case "count/pods" -> "pods";
                        default -> limit.getKey();
                    };
            BigDecimal extra = more.getOrDefault(resource, BigDecimal.ZERO);
            if (!COUNTED.contains(resource) || extra.signum() <= 0) {
                continue;
            }
            BigDecimal used = quantity(Fields.at(quota, "status", "used", limit.getKey()));
            if (used.add(extra).compareTo(quantity(limit.getValue())) > 0) {
                problems.add(Problem.error(
                        "ResourceQuota " + namespace + "/" + Fields.text(quota, "metadata", "name"),
                        "allows " + limit.getValue() + " " + limit.getKey() + ", of which " + plain(used)
                                + " are used, and the manifests need " + plain(extra)
                                + " more; ask for less or raise the quota"));
            }
        }
    }

    /** What the set asks for beyond what its workloads have now. */
    private static Map<String, BigDecimal> more(List<Manifest> set, String namespace, Lookup lookup)
            throws DeliveryException {
        Map<String, BigDecimal> more = new TreeMap<>();
        for (Manifest manifest : set) {
            if (!namespace.equals(manifest.namespace())
                    || !Set.of("Deployment", "StatefulSet", "Pod", "ReplicaSet").contains(manifest.kind())) {
                continue;
            }
            add(more, manifest.object(), 1, replicas(manifest.object()));
            lookup.all(manifest.apiVersion(), manifest.kind(), namespace).orElse(List.of()).stream()
                    .filter(live -> manifest.name().equals(Fields.text(live, "metadata", "name")))
                    .forEach(live -> add(more, live, -1, Fields.number(live, "status", "replicas")));
        }
        return more;
    }

    private static long replicas(Map<String, Object> object) {
        return Fields.at(object, "spec", "replicas") instanceof Number count ? count.longValue() : 1;
    }

    private static void add(Map<String, BigDecimal> into, Map<String, Object> object, int sign, long replicas) {
        BigDecimal times = BigDecimal.valueOf(sign * replicas);
        into.merge("pods", times, BigDecimal::add);
        Map<String, Object> template =
                object.containsKey("kind") ? PodTemplates.of(object) : Fields.map(object, "spec", "template");
        for (Object container : PodTemplates.containers(template)) {
            for (String part : List.of("requests", "limits")) {
                Map<String, Object> asked = Fields.map(container, "resources", part);
                for (String resource : List.of("cpu", "memory")) {
                    // A limit alone is a request too
                    Object value = asked.containsKey(resource)
                            ? asked.get(resource)
                            : Fields.at(container, "resources", "limits", resource);
                    into.merge(part + "." + resource, quantity(value).multiply(times), BigDecimal::add);
                }
            }
        }
    }

    /** A quantity of the Kubernetes API (k8s.io/apimachinery/pkg/api/resource), nothing as zero. */
    static BigDecimal quantity(Object value) {
        if (value == null) {
            return BigDecimal.ZERO;
        }
        String text = value.toString().trim();
        String number = text.replaceFirst("(?:[KMGTPE]i|[numkMGTPE])$", "");
        String suffix = text.substring(number.length());
        int power = "KMGTPE".indexOf(suffix.isEmpty() ? '?' : Character.toUpperCase(suffix.charAt(0))) + 1;
        try {
            BigDecimal base = new BigDecimal(number);
            return switch (suffix) {
                case "" -> base;
                case "n" -> base.movePointLeft(9);
                case "u" -> base.movePointLeft(6);
                case "m" -> base.movePointLeft(3);
                default ->
                    suffix.endsWith("i")
                            ? base.multiply(BigDecimal.valueOf(1024).pow(power))
                            : base.movePointRight(3 * power);
            };
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
