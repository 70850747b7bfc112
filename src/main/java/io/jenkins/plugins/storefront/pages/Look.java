package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;

/**
 * From when a page looks at a run.
 *
 * @param until now, or the end of the run
 * @param running whether the run goes on
 */
record Look(Instant until, boolean running) {
    /** What has no outcome yet. */
    static final String RUNNING = "RUNNING";
    /** What has no outcome and will not get one: the run ended first. */
    static final String UNKNOWN = "UNKNOWN";

    String outcome(Outcome outcome) {
        if (outcome == null) {
            return running ? RUNNING : UNKNOWN;
        }
        return outcome.name();
    }

    long took(Instant start, Instant end) {
        return Moment.between(start, end == null ? until : end);
    }
}
