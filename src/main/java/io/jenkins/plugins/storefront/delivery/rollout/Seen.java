package io.jenkins.plugins.storefront.delivery.rollout;

import java.util.List;
import java.util.Map;

/**
 * One look at an object.
 *
 * @param object as the cluster has it, or null if it is gone
 * @param owned objects between the workload and its pods (ReplicaSets), of this object only
 * @param pods of this object, of any revision
 */
public record Seen(Map<String, Object> object, List<Map<String, Object>> owned, List<Map<String, Object>> pods) {
    public Seen {
        owned = List.copyOf(owned);
        pods = List.copyOf(pods);
    }

    public static Seen gone() {
        return new Seen(null, List.of(), List.of());
    }
}
