package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Lookup;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cluster's objects as they were when first asked for: each kind is listed once a namespace where many are wanted, else each object
 * is fetched. Made for one plan and thrown away. Thread-safe.
 */
final class Live implements Lookup {
    /** From so many objects of a kind on, a list is cheaper. */
    private static final int MANY = 4;

    private final Cluster cluster;
    private final Map<WorkloadRef, Optional<List<Map<String, Object>>>> lists = new ConcurrentHashMap<>();

    Live(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lists the kinds of which there are many. */
    void expect(List<Manifest> manifests) throws DeliveryException {
        Map<WorkloadRef, Integer> kinds = new LinkedHashMap<>();
        manifests.forEach(one -> kinds.merge(kind(one.ref()), 1, Integer::sum));
        for (Map.Entry<WorkloadRef, Integer> kind : kinds.entrySet()) {
            if (kind.getValue() >= MANY) {
                all(
                        kind.getKey().apiVersion(),
                        kind.getKey().kind(),
                        kind.getKey().namespace());
            }
        }
    }

    private static WorkloadRef kind(WorkloadRef ref) {
        return new WorkloadRef(ref.apiVersion(), ref.kind(), ref.namespace(), null);
    }

    @Override
    public Optional<List<Map<String, Object>>> all(String apiVersion, String kind, String namespace)
            throws DeliveryException {
        WorkloadRef key = new WorkloadRef(apiVersion, kind, namespace, null);
        Optional<List<Map<String, Object>>> known = lists.get(key);
        if (known == null) {
            known = list(key);
            lists.put(key, known);
        }
        return known;
    }

    private Optional<List<Map<String, Object>>> list(WorkloadRef key) throws DeliveryException {
        try {
            return Optional.of(cluster.list(key.apiVersion(), key.kind(), key.namespace(), Map.of()).stream()
                    .map(one -> named(one, key))
                    .toList());
        } catch (UnknownKindException e) {
            return Optional.empty();
        } catch (ClusterRefusal e) {
            if (e.isForbidden() || e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The API server leaves kind and version out of a list's items. */
    private static Map<String, Object> named(Map<String, Object> object, WorkloadRef key) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("apiVersion", key.apiVersion());
        named.put("kind", key.kind());
        named.putAll(object);
        named.put("apiVersion", key.apiVersion());
        named.put("kind", key.kind());
        return named;
    }

    /** The object, or null if there is none, its kind is not served yet, or its namespace is not there. */
    Map<String, Object> get(WorkloadRef ref) throws DeliveryException {
        Optional<List<Map<String, Object>>> listed = lists.get(kind(ref));
        if (listed != null && listed.isPresent()) {
            return listed.get().stream()
                    .filter(one -> ref.name().equals(Fields.text(one, "metadata", "name")))
                    .findFirst()
                    .orElse(null);
        }
        try {
            return cluster.get(ref);
        } catch (UnknownKindException e) {
            return null;
        }
    }
}
