package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.Release;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A deployment of the run with its rollouts. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class DeploymentRow {
    @Exported
    public final String id;

    @Exported
    public final String name;

    @Exported
    public final String environment;

    /** Name of an {@link io.jenkins.plugins.storefront.delivery.model.UndoPolicy}. */
    @Exported
    public final String undo;

    final Instant start;

    final Instant end;

    @Exported
    public final long durationMillis;

    /** Name of an {@link io.jenkins.plugins.storefront.delivery.model.Outcome}, {@code RUNNING}, or {@code UNKNOWN} if the run ended first. */
    @Exported
    public final String outcome;

    /** Why it did not succeed, in one sentence. */
    @Exported
    public final String reason;

    @Exported
    public final List<RolloutRow> rollouts;

    private DeploymentRow(
            String id,
            String name,
            String environment,
            String undo,
            Instant start,
            Instant end,
            long durationMillis,
            String outcome,
            String reason,
            List<RolloutRow> rollouts) {
        this.id = id;
        this.name = name;
        this.environment = environment;
        this.undo = undo;
        this.start = start;
        this.end = end;
        this.durationMillis = durationMillis;
        this.outcome = outcome;
        this.reason = reason;
        this.rollouts = rollouts;
    }

    static DeploymentRow of(Release.Deployment deployment, Release release, Look look) {
        return new DeploymentRow(
                deployment.id(),
                deployment.name(),
                deployment.environment(),
                deployment.undo() == null ? null : deployment.undo().name(),
                deployment.startedAt(),
                deployment.endedAt(),
                look.took(deployment.startedAt(), deployment.endedAt()),
                look.outcome(deployment.outcome()),
                deployment.reason(),
                release.rolloutsOf(deployment.id()).stream()
                        .map(rollout -> RolloutRow.of(rollout, release, look))
                        .toList());
    }

    @Exported
    public String startedAt() {
        return Moment.iso(start);
    }

    @Exported
    public String endedAt() {
        return Moment.iso(end);
    }

    public Date startDate() {
        return Moment.date(start);
    }

    public String took() {
        return Moment.took(durationMillis);
    }
}
