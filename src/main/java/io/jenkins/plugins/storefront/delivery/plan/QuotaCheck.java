package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            List<Map<String, Object>> quotas = lookup.all("v1", "ResourceQuota", namespace).orElse(List.of()).stream()
                    .filter(QuotaCheck::isOfAllPods)
                    .toList();
            if (quotas.isEmpty()) {
                continue;
            }
            Map<WorkloadRef, Usage> more = more(set, namespace, lookup);
            List<Headroom.Need> needs = new Headroom(set, more, lookup).needs(namespace);
            Usage all = more.values().stream().reduce(Usage.NONE, Usage::plus);
            for (Map<String, Object> quota : quotas) {
                List<Problem> errors = new ArrayList<>();
                for (Limit limit : limits(quota, namespace)) {
                    limit.check(all, errors);
                }
                problems.addAll(errors);
                if (errors.isEmpty()) {
                    for (Limit limit : limits(quota, namespace)) {
                        needs.forEach(need -> limit.check(need, problems));
                    }
                }
            }
        }
        return problems;
    }

    private static boolean isOfAllPods(Map<String, Object> quota) {
        return Fields.at(quota, "spec", "scopes") == null && Fields.at(quota, "spec", "scopeSelector") == null;
    }

    /**
     * One line of a quota.
     *
     * @param key as it is written there
     * @param resource what it counts
     */
    private record Limit(String quota, String key, String resource, Object hard, BigDecimal used) {
        /** Fails where it does not allow what is used in the end. */
        void check(Usage more, List<Problem> problems) {
            BigDecimal extra = more.of(resource);
            if (exceeds(extra)) {
                problems.add(Problem.error(
                        quota,
                        "allows " + hard + " " + key + ", of which " + Quantity.plain(used)
                                + " are used, and the manifests need " + Quantity.plain(extra)
                                + " more; ask for less or raise the quota"));
            }
        }

        /** Warns where it does not allow what is used on the way. */
        void check(Headroom.Need need, List<Problem> problems) {
            BigDecimal extra = need.more().of(resource);
            if (exceeds(extra)) {
                problems.add(Problem.warning(
                        quota,
                        "has no room for " + need.pod() + ", which waits until there is: of " + hard + " " + key + " "
                                + Quantity.plain(used) + " are used, and it takes " + Quantity.plain(extra)
                                + " more; " + need.advice() + ", or raise the quota"));
            }
        }

        private boolean exceeds(BigDecimal extra) {
            return extra.signum() > 0 && used.add(extra).compareTo(Quantity.of(hard)) > 0;
        }
    }

    private static List<Limit> limits(Map<String, Object> quota, String namespace) {
        List<Limit> limits = new ArrayList<>();
        Fields.map(quota, "spec", "hard").forEach((key, hard) -> {
            String resource =
                    switch (key) {
                        case "cpu", "memory" -> "requests." + key;
                        case "count/pods" -> "pods";
                        default -> key;
                    };
            if (COUNTED.contains(resource)) {
                limits.add(new Limit(
                        "ResourceQuota " + namespace + "/" + Fields.text(quota, "metadata", "name"),
                        key,
                        resource,
                        hard,
                        Quantity.of(Fields.at(quota, "status", "used", key))));
            }
        });
        return limits;
    }

    /** What each workload of the set asks for beyond what it has now. */
    private static Map<WorkloadRef, Usage> more(List<Manifest> set, String namespace, Lookup lookup)
            throws DeliveryException {
        Map<WorkloadRef, Usage> more = new LinkedHashMap<>();
        for (Manifest manifest : set) {
            if (namespace.equals(manifest.namespace())
                    && Set.of("Deployment", "StatefulSet", "Pod", "ReplicaSet").contains(manifest.kind())) {
                Usage wanted = Usage.ofPod(PodTemplates.of(manifest.object())).times(replicas(manifest.object()));
                Usage now = live(manifest, lookup)
                        .map(live -> Usage.ofPod(PodTemplates.of(live)).times(pods(live)))
                        .orElse(Usage.NONE);
                more.put(manifest.ref(), wanted.minus(now));
            }
        }
        return more;
    }

    /** The object as it is in the cluster, with its kind. */
    static Optional<Map<String, Object>> live(Manifest manifest, Lookup lookup) throws DeliveryException {
        return lookup.all(manifest.apiVersion(), manifest.kind(), manifest.namespace()).orElse(List.of()).stream()
                .filter(one -> manifest.name().equals(Fields.text(one, "metadata", "name")))
                .findFirst()
                .map(one -> {
                    Map<String, Object> named = new LinkedHashMap<>(one);
                    named.put("kind", manifest.kind());
                    return named;
                });
    }

    private static long replicas(Map<String, Object> object) {
        return Fields.at(object, "spec", "replicas") instanceof Number count ? count.longValue() : 1;
    }

    /** Pods that a workload has now; one that has ended counts no longer. */
    private static long pods(Map<String, Object> live) {
        if (!"Pod".equals(live.get("kind"))) {
            return Fields.number(live, "status", "replicas");
        }
        return Set.of("Succeeded", "Failed").contains(String.valueOf(Fields.text(live, "status", "phase"))) ? 0 : 1;
    }
}
