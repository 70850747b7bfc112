package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;
import java.util.Set;

/**
 * What went wrong in a run, whatever its release tells.
 *
 * @param outcome {@code FAILED}, {@code ABORTED} or {@code UNSTABLE}
 * @param at when the step that failed began, after which the run may have taken care of it; null where the run itself counts as failed
 * @param excerpt of the log of the step that failed, or null
 */
public record RunFailure(Outcome outcome, Instant at, LogExcerpt excerpt) {
    /** Steps that go on after a failure; where it is to count all the same, the last two give the run its result. */
    private static final Set<String> HANDLERS = Set.of("retry", "catchError", "warnError");

    /** Whether a block of this step that ended well has taken care of what failed in it. */
    public static boolean isHandledBy(String step) {
        return HANDLERS.contains(step);
    }

    /** The outcome that a result other than {@code SUCCESS} stands for, as Jenkins names it. */
    public static Outcome outcome(String result) {
        return switch (result) {
            case "ABORTED" -> Outcome.ABORTED;
            case "UNSTABLE" -> Outcome.UNSTABLE;
            default -> Outcome.FAILED;
        };
    }

    /**
     * What went wrong in a run: its result, once it has a bad one, or the step that failed last.
     *
     * @param result of the run so far, as Jenkins names it; null while nothing has worsened it
     * @param last of the step that failed last, or null
     * @return null where nothing did
     */
    public static RunFailure of(String result, RunFailure last) {
        if (result == null || result.equals("SUCCESS") || result.equals("UNSTABLE") && last != null) {
            return last;
        }
        return new RunFailure(outcome(result), null, last == null ? null : last.excerpt());
    }

    /** Of a step that failed, if there is one. */
    public static RunFailure of(LogExcerpt excerpt) {
        return excerpt == null ? null : new RunFailure(Outcome.FAILED, excerpt.at(), excerpt);
    }
}
