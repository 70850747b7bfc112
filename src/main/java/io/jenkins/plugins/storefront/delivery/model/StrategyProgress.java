package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one rollout's strategy so far, and what people said to it.
 *
 * @param rollout its id
 * @param strategy such as {@code canary}; null while only commands are known
 * @param phase where it is, a word for programs
 * @param stop number of the stop, from 1; 0 before the first
 * @param weight share of the traffic that the new version has, in percent
 * @param until when it goes on by itself at the earliest, or null
 * @param waitsFor what a person has to do, or null
 * @param story what happened, the latest last; of a long one the beginning is left out
 * @param commands in order; none is ever removed
 */
public record StrategyProgress(
        String rollout,
        String strategy,
        String subject,
        String phase,
        int stop,
        int stops,
        int weight,
        Instant until,
        String waitsFor,
        List<Line> story,
        List<Command> commands) {
    private static final int LONGEST = 100;

    /** What happened once. */
    public record Line(Instant at, String text) {}

    /** What somebody said. */
    public record Command(Instant at, RolloutAction action, String who) {}

    public StrategyProgress {
        story = List.copyOf(story);
        commands = List.copyOf(commands);
    }

    /** One of which nothing is known yet. */
    public static StrategyProgress of(String rollout) {
        return new StrategyProgress(rollout, null, null, null, 0, 0, 0, null, null, List.of(), List.of());
    }

    /** The same after something happened; everything but the commands is replaced, and an empty line is none. */
    public StrategyProgress moved(StrategyProgress to, Line line) {
        List<Line> more = new ArrayList<>(story);
        if (!line.text().isEmpty()) {
            more.add(line);
        }
        if (more.size() > LONGEST) {
            more.remove(0);
        }
        return new StrategyProgress(
                rollout,
                to.strategy,
                to.subject,
                to.phase,
                to.stop,
                to.stops,
                to.weight,
                to.until,
                to.waitsFor,
                more,
                commands);
    }

    /** The same after somebody said something. */
    public StrategyProgress said(Command command) {
        List<Command> more = new ArrayList<>(commands);
        more.add(command);
        return new StrategyProgress(
                rollout, strategy, subject, phase, stop, stops, weight, until, waitsFor, story, more);
    }

    /** Whether it has come to its end. */
    public boolean done() {
        return "DONE".equals(phase);
    }
}
