package io.jenkins.plugins.storefront.delivery.rollout;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at an object.
 *
 * @param object as the cluster has it, or null if it is gone
 * @param owned objects between the workload and its pods (ReplicaSets, ControllerRevisions), of this object only
 * @param pods of this object, of any revision; of a Service, those that it selects
 * @param events warnings about the object, what it owns, and its pods
 * @param services that select its pods; of a Service, itself; empty where endpoints cannot be seen
 * @param related what the object refers to and a verdict depends on, such as a claim's StorageClass; may be empty
 */
public record Seen(
        Map<String, Object> object,
        List<Map<String, Object>> owned,
        List<Map<String, Object>> pods,
        List<Map<String, Object>> events,
        List<Reach> services,
        Map<String, Object> related) {
    public Seen {
        owned = List.copyOf(owned);
        pods = List.copyOf(pods);
        events = List.copyOf(events);
        services = List.copyOf(services);
    }

    /** A look at what has neither events nor Services. */
    public Seen(Map<String, Object> object, List<Map<String, Object>> owned, List<Map<String, Object>> pods) {
        this(object, owned, pods, List.of(), List.of(), Map.of());
    }

    public static Seen gone() {
        return new Seen(null, List.of(), List.of());
    }

    /**
     * Whom a Service reaches.
     *
     * @param name of the Service
     * @param selector labels of its pods
     * @param readyPods names of the pods behind its ready endpoints
     */
    public record Reach(String name, Map<String, Object> selector, Set<String> readyPods) {
        public Reach {
            selector = Map.copyOf(selector);
            readyPods = Set.copyOf(readyPods);
        }

        public boolean selects(Map<String, Object> pod) {
            return !selector.isEmpty()
                    && Fields.map(pod, "metadata", "labels").entrySet().containsAll(selector.entrySet());
        }
    }
}
