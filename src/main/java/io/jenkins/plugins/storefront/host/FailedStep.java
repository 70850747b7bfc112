package io.jenkins.plugins.storefront.host;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Finds what failed last in a Pipeline before one of its steps, looking at the steps that lead to that one, the nearest first. A failure
 * goes through the ends of all blocks around it; the end of the log is read of the step that it began with.
 */
final class FailedStep {
    private static final Logger LOGGER = Logger.getLogger(FailedStep.class.getName());

    private static final int MOST_NODES = 2000;
    private static final int MOST_BYTES = 256 << 10;

    private FailedStep() {}

    /** Reads the graph and the log from disk; {@code from} may be null. */
    static Optional<RunFailure> before(FlowNode from) {
        Deque<FlowNode> next = new ArrayDeque<>();
        Set<FlowNode> seen = new HashSet<>();
        if (from != null) {
            next.add(from);
        }
        FlowNode nearest = null;
        while (!next.isEmpty() && seen.size() < MOST_NODES) {
            FlowNode node = next.remove();
            if (!seen.add(node)) {
                continue;
            }
            Throwable error = node == from ? null : error(node);
            if (error != null) {
                nearest = nearest == null ? node : nearest;
                LogExcerpt log = isCauseOf(error, error(nearest)) ? log(node) : null;
                if (log != null) {
                    return Optional.of(new RunFailure(outcome(error(nearest)), log.at(), log));
                }
            }
            next.addAll(beginOfHandled(node).getParents());
        }
        return Optional.ofNullable(nearest).map(FailedStep::withoutLog);
    }

    /** Where a block whose purpose it is to take care of failures ended well, its begin: what failed in it counts no longer. */
    private static FlowNode beginOfHandled(FlowNode node) {
        if (node instanceof BlockEndNode<?> end && error(node) == null) {
            FlowNode begin = end.getStartNode();
            return RunFailure.isHandledBy(begin.getDisplayFunctionName()) ? begin : node;
        }
        return node;
    }

    private static Throwable error(FlowNode node) {
        ErrorAction failed = node.getAction(ErrorAction.class);
        return failed == null ? null : failed.getError();
    }

    private static boolean isCauseOf(Throwable cause, Throwable error) {
        for (Throwable one = error; one != null; one = one.getCause()) {
            if (isSame(one, cause)) {
                return true;
            }
        }
        return false;
    }

    /** One error has several copies where nodes were read from disk. */
    private static boolean isSame(Throwable one, Throwable other) {
        return one == other
                || one.getClass() == other.getClass()
                        && Objects.equals(one.getMessage(), other.getMessage())
                        && Arrays.equals(one.getStackTrace(), other.getStackTrace());
    }

    private static Outcome outcome(Throwable error) {
        return error instanceof FlowInterruptedException stopped
                ? RunFailure.outcome(stopped.getResult().toString())
                : Outcome.FAILED;
    }

    /** What {@code error} and Groovy's {@code throw} say is in no step's log. */
    private static RunFailure withoutLog(FlowNode node) {
        Throwable error = error(node);
        String message = error.getMessage();
        boolean plain = error instanceof AbortException || error instanceof FlowInterruptedException;
        Instant at = begin(node);
        LogExcerpt said = LogExcerpt.ofText(
                node.getDisplayFunctionName(), plain && message != null ? message : error.toString(), at);
        return new RunFailure(outcome(error), at, said);
    }

    private static Instant begin(FlowNode node) {
        return Instant.ofEpochMilli(TimingAction.getStartTime(node));
    }

    /** The end of its log; null where it has none. */
    private static LogExcerpt log(FlowNode node) {
        LogAction log = node.getAction(LogAction.class);
        if (log == null) {
            return null;
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            var text = log.getLogText();
            long skipped = Math.max(0, text.length() - MOST_BYTES);
            text.writeLogTo(skipped, out); // without Jenkins' annotations
            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            if (skipped > 0 && !lines.isEmpty()) {
                lines = lines.subList(1, lines.size()); // the first is cut
            }
            LogExcerpt excerpt = LogExcerpt.of(node.getDisplayFunctionName(), lines, 0, begin(node));
            return lines.isEmpty() ? null : skipped > 0 ? excerpt.ofUnknownPlace() : excerpt;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The log of a failed step cannot be read", e);
            return null;
        }
    }
}
