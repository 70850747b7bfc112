package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which ConfigMaps and Secrets that are named by their content may go: those that no pod reads and that nothing would go back to.
 */
final class OldVersions {
    private final Live live;

    OldVersions(Live live) {
        this.live = live;
    }

    /**
     * What goes of what is left behind.
     *
     * @param prune whether other objects go too
     */
    List<WorkloadRef> without(List<WorkloadRef> left, boolean prune) throws DeliveryException {
        List<WorkloadRef> going = new ArrayList<>();
        for (WorkloadRef ref : left) {
            Map<String, Object> object = live.get(ref);
            boolean version = object != null && Marks.annotation(object, Marks.VERSION_OF) != null;
            if (version ? !isUsed(ref) : prune) {
                going.add(ref);
            }
        }
        return going;
    }

    /** A name ends with a hash, so that it appears nowhere else. */
    private boolean isUsed(WorkloadRef ref) throws DeliveryException {
        for (String[] kind : new String[][] {
            {"v1", "Pod"}, {"apps/v1", "ReplicaSet"}, {"apps/v1", "ControllerRevision"}, {"batch/v1", "CronJob"}
        }) {
            Optional<List<Map<String, Object>>> readers = live.all(kind[0], kind[1], ref.namespace());
            // Who may not look takes it for used
            if (readers.isEmpty()
                    || readers.get().stream().anyMatch(one -> one.toString().contains(ref.name()))) {
                return true;
            }
        }
        return false;
    }
}
