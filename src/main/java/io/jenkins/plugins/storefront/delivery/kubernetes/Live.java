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
    private final Map<WorkloadRef, Answer<List<Map<String, Object>>>> lists = new ConcurrentHashMap<>();
    private final Map<WorkloadRef, Answer<Map<String, Object>>> objects = new ConcurrentHashMap<>();

    Live(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Something that the cluster is asked once: whoever asks meanwhile waits for that answer. A failure is asked anew. */
    private static final class Answer<T> {
        private volatile Optional<T> found;

        synchronized Optional<T> get(Question<T> question) throws DeliveryException {
            if (found == null) {
                found = question.ask();
            }
            return found;
        }

        /** Null where it is not known yet, or there is nothing. */
        T known() {
            Optional<T> now = found;
            return now == null ? null : now.orElse(null);
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask() throws DeliveryException;
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
        return lists.computeIfAbsent(key, absent -> new Answer<>()).get(() -> list(key));
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
        Answer<List<Map<String, Object>>> listed = lists.get(kind(ref));
        List<Map<String, Object>> known = listed == null ? null : listed.known();
        if (known != null) {
            return known.stream()
                    .filter(one -> ref.name().equals(Fields.text(one, "metadata", "name")))
                    .findFirst()
                    .orElse(null);
        }
        return objects.computeIfAbsent(ref, absent -> new Answer<>())
                .get(() -> fetched(ref))
                .orElse(null);
    }

    /** Fetches these side by side, for whoever asks for them later. */
    void fetch(List<WorkloadRef> refs) throws DeliveryException {
        Parallel.map(refs, this::get);
    }

    private Optional<Map<String, Object>> fetched(WorkloadRef ref) throws DeliveryException {
        try {
            return Optional.ofNullable(cluster.get(ref));
        } catch (UnknownKindException e) {
            return Optional.empty();
        }
    }
}
