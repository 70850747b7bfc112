package io.jenkins.plugins.storefront.host;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What went wrong in a run of Jenkins so far: its result, once it has a bad one, or the step that failed last. */
final class Failures {
    private Failures() {}

    /**
     * Reads the graph and the log from disk.
     *
     * @param from the step that asks; null where the run is no Pipeline's
     */
    static Optional<RunFailure> of(Run<?, ?> run, FlowNode from, UnaryOperator<String> mask) {
        Optional<RunFailure> step = FailedStep.before(from)
                .map(found -> new RunFailure(
                        found.outcome(), found.at(), found.excerpt().masked(mask)));
        Result result = run.getResult();
        return Optional.ofNullable(RunFailure.of(result == null ? null : result.toString(), step.orElse(null)));
    }
}
