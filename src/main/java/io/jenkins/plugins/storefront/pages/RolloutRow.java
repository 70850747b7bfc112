package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A rollout of the run. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class RolloutRow {
    @Exported
    public final String id;

    @Exported
    public final String cluster;

    @Exported
    public final String namespace;

    @Exported
    public final List<String> objects;

    @Exported
    public final List<PinnedImage> images;

    final Instant start;

    final Instant end;

    @Exported
    public final long durationMillis;

    /** Name of an {@link io.jenkins.plugins.storefront.delivery.model.Outcome}, {@code RUNNING}, or {@code UNKNOWN} if the run ended first. */
    @Exported
    public final String outcome;

    @Exported
    public final String verdict;

    @Exported
    public final List<CauseRow> causes;

    /** Null unless an undo was tried; then whether it succeeded. */
    @Exported
    public final Boolean undone;

    /** Null where there is none. */
    @Exported
    public final StrategyRow strategy;

    private RolloutRow(
            String id,
            String cluster,
            String namespace,
            List<String> objects,
            List<PinnedImage> images,
            Instant start,
            Instant end,
            long durationMillis,
            String outcome,
            String verdict,
            List<CauseRow> causes,
            Boolean undone,
            StrategyRow strategy) {
        this.strategy = strategy;
        this.id = id;
        this.cluster = cluster;
        this.namespace = namespace;
        this.objects = objects;
        this.images = images;
        this.start = start;
        this.end = end;
        this.durationMillis = durationMillis;
        this.outcome = outcome;
        this.verdict = verdict;
        this.causes = causes;
        this.undone = undone;
    }

    static RolloutRow of(Release.Rollout rollout, Release release, Look look) {
        return new RolloutRow(
                rollout.id(),
                rollout.cluster(),
                rollout.namespace(),
                rollout.objects().stream().map(WorkloadRef::toString).toList(),
                rollout.images().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> new PinnedImage(one.getKey(), one.getValue()))
                        .toList(),
                rollout.startedAt(),
                rollout.endedAt(),
                look.took(rollout.startedAt(), rollout.endedAt()),
                look.outcome(rollout.outcome()),
                rollout.verdict(),
                rollout.causes().stream().map(CauseRow::of).toList(),
                rollout.undone(),
                StrategyRow.of(release.strategyOf(rollout.id()), look.running() && rollout.outcome() == null));
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

    /** Its outcome, an undo included. */
    public String cameTo() {
        return Boolean.TRUE.equals(undone) ? Outcome.UNDONE.name() : outcome;
    }

    /** What it moves, in few words: its images by their last part, else its objects. */
    public String title() {
        List<String> names = images.isEmpty()
                ? objects
                : images.stream()
                        .map(image -> image.repository.substring(image.repository.lastIndexOf('/') + 1))
                        .toList();
        return names.isEmpty() ? id : String.join(", ", names);
    }
}
