package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.log.PlanText;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.model.ReleasePlan;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What {@code clusterDiff} found that a rollout would change. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class PlanRow {
    /** What {@code clusterRollout(plan:)} takes. */
    @Exported
    public final String id;

    @Exported
    public final String cluster;

    @Exported
    public final String namespace;

    /** Name of the set, or null. */
    @Exported
    public final String set;

    /** Such as {@code 1 prune, 2 create, 7 unchanged}. */
    @Exported
    public final String counts;

    /** Objects that change, what goes first. */
    @Exported
    public final List<Change> changes;

    /** Whether all changed fields are here; the others are in the log. */
    @Exported
    public final boolean whole;

    private final Instant at;

    private PlanRow(ReleasePlan plan) {
        id = plan.id();
        cluster = plan.cluster();
        namespace = plan.namespace();
        set = plan.set();
        counts = PlanText.counts(plan.changes());
        whole = plan.whole();
        at = plan.at();
        changes = plan.changes().stream()
                .filter(one -> one.kind() != ObjectChange.Kind.UNCHANGED)
                .map(Change::new)
                .toList();
    }

    static PlanRow of(ReleasePlan plan) {
        return new PlanRow(plan);
    }

    public Date date() {
        return Moment.date(at);
    }

    /** ISO 8601. */
    @Exported
    public String iso() {
        return Moment.iso(at);
    }

    /** What a plan does to one object. */
    @ExportedBean(defaultVisibility = Shown.NESTED)
    public static final class Change {
        /** {@code CREATE}, {@code CHANGE}, {@code PRUNE} or {@code RUN}. */
        @Exported
        public final String kind;

        @Exported
        public final String object;

        /** Such as {@code spec.replicas: 2 -> 3}; of Secrets only counts. */
        @Exported
        public final List<String> fields;

        private Change(ObjectChange change) {
            kind = change.kind().name();
            object = change.object().toString();
            fields = change.fields().stream().map(FieldChange::toString).toList();
        }
    }
}
