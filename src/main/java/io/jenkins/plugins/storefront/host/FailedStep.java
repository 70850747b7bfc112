package io.jenkins.plugins.storefront.host;

import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * Finds the step of a Pipeline that failed last before another one, and reads the end of its log. It looks at the steps that lead to
 * that one, the nearest first.
 */
final class FailedStep {
    private static final Logger LOGGER = Logger.getLogger(FailedStep.class.getName());
    private static final int MOST_NODES = 2000;
    private static final int MOST_BYTES = 256 << 10;

    private FailedStep() {}

    /** Reads the graph and the log from disk; {@code from} may be null. */
    static Optional<LogExcerpt> before(FlowNode from) {
        Deque<FlowNode> next = new ArrayDeque<>();
        Set<FlowNode> seen = new HashSet<>();
        if (from != null) {
            next.add(from);
        }
        while (!next.isEmpty() && seen.size() < MOST_NODES) {
            FlowNode node = next.remove();
            if (!seen.add(node)) {
                continue;
            }
            LogAction log = node.getAction(LogAction.class);
            if (node != from && log != null && node.getAction(ErrorAction.class) != null) {
                return excerpt(node, log);
            }
            next.addAll(node.getParents());
        }
        return Optional.empty();
    }

    private static Optional<LogExcerpt> excerpt(FlowNode node, LogAction log) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            var text = log.getLogText();
            long skipped = Math.max(0, text.length() - MOST_BYTES);
            text.writeLogTo(skipped, out); // without Jenkins' annotations
            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            if (skipped > 0 && !lines.isEmpty()) {
                lines = lines.subList(1, lines.size()); // the first is cut
            }
            LogExcerpt excerpt = LogExcerpt.of(
                    node.getDisplayFunctionName(), lines, 0, Instant.ofEpochMilli(TimingAction.getStartTime(node)));
            return lines.isEmpty() ? Optional.empty() : Optional.of(skipped > 0 ? excerpt.ofUnknownPlace() : excerpt);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The log of a failed step cannot be read", e);
            return Optional.empty();
        }
    }
}
