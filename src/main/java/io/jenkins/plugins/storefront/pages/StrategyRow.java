package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How far the strategy of a rollout is, and what may be said to it now. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class StrategyRow {
    /** Whatever is said in these is too late. */
    private static final Set<String> PAST = Set.of("SETTLE", "CLEAN", "BACK", "RESTORE", "DONE");

    @Exported
    public final String strategy;

    @Exported
    public final String phase;

    /** From 1; 0 before the first. */
    @Exported
    public final int stop;

    @Exported
    public final int stops;

    /** Share of the traffic that the new version has, in percent. */
    @Exported
    public final int weight;

    /** {@code promote}, {@code resume} or null: what a person has to do. */
    @Exported
    public final String waitsFor;

    /** What happened, the latest last. */
    @Exported
    public final List<String> story;

    /** What may be said now, in small letters, whoever may; empty where nothing is heard any more. */
    @Exported
    public final List<String> actions;

    private final Instant goesOn;

    private StrategyRow(StrategyProgress from, boolean hears) {
        strategy = from.strategy();
        phase = from.phase();
        stop = from.stop();
        stops = from.stops();
        weight = from.weight();
        waitsFor = hears ? from.waitsFor() : null;
        goesOn = hears ? from.until() : null;
        story = from.story().stream().map(StrategyProgress.Line::text).toList();
        actions = hears
                ? actions(from).stream()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    /** @return null for a rollout without a strategy that anybody heard of */
    static StrategyRow of(StrategyProgress from, boolean running) {
        return from.strategy() == null ? null : new StrategyRow(from, running && !PAST.contains(from.phase()));
    }

    private static List<RolloutAction> actions(StrategyProgress from) {
        List<RolloutAction> actions = new ArrayList<>();
        if ("STOP".equals(from.phase())) {
            actions.add(RolloutAction.PROMOTE);
            actions.add(RolloutAction.OVERRIDE);
        }
        actions.add("resume".equals(from.waitsFor()) ? RolloutAction.RESUME : RolloutAction.PAUSE);
        actions.add(RolloutAction.UNDO);
        return actions;
    }

    /** When it goes on by itself at the earliest, or null. */
    @Exported
    public String until() {
        return Moment.iso(goesOn);
    }

    public Date untilDate() {
        return Moment.date(goesOn);
    }

    /** Whether there is more to tell than that all was applied. */
    public boolean hasStory() {
        return stops > 0 || !story.isEmpty();
    }

    boolean hears(RolloutAction action) {
        return actions.contains(action.name().toLowerCase(Locale.ROOT));
    }
}
