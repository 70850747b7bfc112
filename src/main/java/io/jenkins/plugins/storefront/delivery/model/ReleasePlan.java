package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code clusterDiff} found that a rollout would change, as it stays on record with the run.
 *
 * @param id unique in the run; {@code clusterRollout(plan:)} takes it
 * @param set name of the set, or null
 * @param changes what goes first, then in the order of application; see {@link #bounded}
 * @param whole whether all changed fields are in {@code changes}; those that are not were in the log
 */
public record ReleasePlan(
        String id,
        String cluster,
        String namespace,
        String set,
        Instant at,
        List<ObjectChange> changes,
        boolean whole) {
    /** A release is written down whole with each event, so a plan must not be large. */
    private static final int MOST_FIELDS = 500;

    public ReleasePlan {
        changes = List.copyOf(changes);
    }

    /** All objects, with as many of their fields as may be kept. */
    public static ReleasePlan bounded(
            String id, String cluster, String namespace, String set, Instant at, List<ObjectChange> changes) {
        List<ObjectChange> kept = new ArrayList<>();
        int left = MOST_FIELDS;
        boolean whole = true;
        for (ObjectChange change : changes) {
            List<FieldChange> fields =
                    change.fields().subList(0, Math.min(left, change.fields().size()));
            whole &= fields.size() == change.fields().size();
            left -= fields.size();
            kept.add(new ObjectChange(change.object(), change.kind(), fields));
        }
        return new ReleasePlan(id, cluster, namespace, set, at, kept, whole);
    }
}
