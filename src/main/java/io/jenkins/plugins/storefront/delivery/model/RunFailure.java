package io.jenkins.plugins.storefront.delivery.model;

import java.time.Instant;

/**
 * What went wrong in a run, whatever its release tells.
 *
 * @param outcome {@code FAILED}, {@code ABORTED} or {@code UNSTABLE}
 * @param at when the step that failed began, after which the run may have taken care of it; null where the run itself counts as failed
 * @param excerpt of the log of the step that failed, or null
 */
public record RunFailure(Outcome outcome, Instant at, LogExcerpt excerpt) {
    /** Of a step that failed, if there is one. */
    public static RunFailure of(LogExcerpt excerpt) {
        return excerpt == null ? null : new RunFailure(Outcome.FAILED, excerpt.at(), excerpt);
    }
}
