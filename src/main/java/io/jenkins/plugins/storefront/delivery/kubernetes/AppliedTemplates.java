package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.util.Map;

/**
 * Whether what serves is made from the Pod templates that were applied. Others may change an object in mid-rollout: an autoscaler its
 * replicas, which is its right, but whoever changes a field of the template that is ours takes it from us (kubernetes.io/docs/reference/
 * using-api/server-side-apply, "Field management"), and then something else serves, be its image the same.
 */
final class AppliedTemplates {
    private AppliedTemplates() {}

    /** A mark of the template's fields that are ours; null where none is. */
    static String mark(Map<String, Object> object) {
        Map<String, Object> owned =
                Fields.map(OwnedFields.of(object, Fabric8Cluster.FIELD_MANAGER), "f:spec", "f:template");
        return owned.isEmpty() ? null : VersionedConfigs.hash(owned);
    }

    /** The first target whose template somebody changed, or null. Only objects that moved on are read from the cluster. */
    static FailureCause changed(RolloutState state, Eyes eyes) throws DeliveryException {
        for (RolloutState.Target target : state.targets()) {
            if (target.template() == null
                    || Fields.number(eyes.lookAt(target.ref()).object(), "metadata", "generation")
                            <= target.generation()) {
                continue;
            }
            Map<String, Object> now = eyes.cluster().get(target.ref());
            if (now != null && !target.template().equals(mark(now))) {
                return FailureCause.of(
                        "ChangedByOthers",
                        target.ref().toString(),
                        "somebody (" + lastWriter(now) + ") changed its Pod template while it was waited for; find out"
                                + " who, and roll out again");
            }
        }
        return null;
    }

    private static String lastWriter(Map<String, Object> object) {
        String manager = "unknown";
        String last = "";
        for (Object entry : Fields.list(object, "metadata", "managedFields")) {
            String time = String.valueOf(Fields.text(entry, "time"));
            boolean template =
                    !Fields.map(entry, "fieldsV1", "f:spec", "f:template").isEmpty();
            if (template
                    && !Fabric8Cluster.FIELD_MANAGER.equals(Fields.text(entry, "manager"))
                    && time.compareTo(last) >= 0) {
                last = time;
                manager = String.valueOf(Fields.text(entry, "manager"));
            }
        }
        return manager;
    }
}
