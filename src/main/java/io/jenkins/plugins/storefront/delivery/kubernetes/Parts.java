package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets parts of an object, whoever owns them, at the version that it was read at, so that nobody's change is lost. */
final class Parts {
    /** Controllers write often while a workload moves. */
    private static final int TRIES = 20;

    private final Cluster cluster;

    Parts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The object as it is then. */
    Map<String, Object> set(WorkloadRef ref, List<RolloutPlan.Replacement> parts) throws DeliveryException {
        for (int i = 0; i < TRIES; i++) {
            Map<String, Object> there = cluster.get(ref);
            if (there == null) {
                throw new DeliveryException(ref + " is not there");
            }
            Map<String, Object> object = new Manifest(there).deepCopy();
            parts.forEach(part -> set(object, part.path(), part.value()));
            if (object.equals(there)) {
                return there;
            }
            Map<String, Object> after = cluster.put(new Manifest(object));
            if (after != null) {
                return after;
            }
        }
        throw new DeliveryException(ref + " changes all the time; try again");
    }

    @SuppressWarnings("unchecked") // a deep copy: maps have text keys and may be changed
    static void set(Map<String, Object> object, List<String> path, Object value) {
        Map<String, Object> at = object;
        for (String name : path.subList(0, path.size() - 1)) {
            if (!(at.get(name) instanceof Map<?, ?>)) {
                at.put(name, new LinkedHashMap<String, Object>());
            }
            at = (Map<String, Object>) at.get(name);
        }
        String last = path.get(path.size() - 1);
        if (value == null) {
            at.remove(last);
        } else {
            at.put(last, value);
        }
    }
}
