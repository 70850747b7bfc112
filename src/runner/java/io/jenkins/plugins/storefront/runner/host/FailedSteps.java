package io.jenkins.plugins.storefront.runner.host;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** What failed in a local run so far, for notices. Thread-safe. */
final class FailedSteps {
    private final Map<Throwable, RunFailure> known = new WeakHashMap<>();
    private RunFailure last;

    /** A step is about to fail, and its log tells why. */
    synchronized void failed(Throwable why, LogExcerpt excerpt) {
        known.put(why, RunFailure.of(excerpt));
    }

    /** A step has ended. The blocks around one that failed fail by the same, and say nothing new. */
    synchronized void ended(String step, Throwable failure, Instant now) {
        if (failure != null) {
            last = known.computeIfAbsent(failure, why -> withoutLog(step, why, now));
        } else if (RunFailure.isHandledBy(step)) {
            last = null;
        }
    }

    /** @param result of the run so far; null while nothing has worsened it */
    synchronized RunFailure of(Result result) {
        return RunFailure.of(result == null ? null : result.toString(), last);
    }

    private static RunFailure withoutLog(String step, Throwable why, Instant now) {
        FlowInterruptedException stopped = why instanceof FlowInterruptedException known ? known : null;
        boolean plain = why instanceof AbortException || stopped != null;
        String text = plain && why.getMessage() != null ? why.getMessage() : why.toString();
        return new RunFailure(
                stopped == null
                        ? Outcome.FAILED
                        : RunFailure.outcome(stopped.getResult().toString()),
                now,
                LogExcerpt.ofText(step, text, now));
    }
}
