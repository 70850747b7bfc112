package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Problem;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as it was worked out, with what is known of it before anything is changed.
 *
 * @param changes what would happen to each object
 * @param problems errors keep it from being carried out
 */
record Draft(RolloutPlan plan, List<ObjectChange> changes, List<Problem> problems) {
    Draft {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /** Whether the object was not there when the plan was made. */
    static boolean creates(RolloutPlan plan, WorkloadRef object) {
        Map<String, String> creation =
                found(List.of(new ObjectChange(object, ObjectChange.Kind.CREATE, List.of())), Map.of());
        return creation.get(object.toString()).equals(plan.found().get(object.toString()));
    }

    /** Per object a hash of what would change in it: another one later means that the cluster has moved. */
    static Map<String, String> found(List<ObjectChange> changes, Map<String, String> hidden) {
        Map<String, String> found = new LinkedHashMap<>();
        for (ObjectChange change : changes) {
            String object = change.object().toString();
            found.put(
                    object,
                    VersionedConfigs.hash(List.of(
                            change.kind().name(),
                            change.fields().stream().map(FieldChange::toString).toList(),
                            hidden.getOrDefault(object, ""))));
        }
        return found;
    }
}
