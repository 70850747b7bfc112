package io.jenkins.plugins.storefront.host;

import hudson.model.Computer;
import io.jenkins.plugins.storefront.delivery.port.StepDisplay;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;

/** Labels and pauses the step's own node of the Pipeline graph; in a freestyle build there is none, and nothing is shown. */
final class FlowNodeDisplay implements StepDisplay {
    private static final Logger LOGGER = Logger.getLogger(FlowNodeDisplay.class.getName());

    private final StepContext step;
    private final UnaryOperator<String> mask;

    FlowNodeDisplay(StepContext step, UnaryOperator<String> mask) {
        this.step = step;
        this.mask = mask;
    }

    /** What is done to the step's node. */
    @FunctionalInterface
    private interface Change {
        void on(FlowNode node) throws IOException;
    }

    @Override
    public void label(String text) {
        LabelAction label = new LabelAction(mask.apply(text));
        // A file forced to disk, which the step need not wait for
        Computer.threadPoolForRemoting.execute(() -> change(node -> node.addOrReplaceAction(label)));
    }

    @Override
    public void paused(String why) {
        String reason = mask.apply(why);
        change(node -> {
            // The last one, over or not
            PauseAction current = PauseAction.getCurrentPause(node);
            boolean isPaused = current != null && current.isPaused();
            if (isPaused && reason.equals(current.getCause())) {
                return; // as after a restart
            } else if (isPaused) {
                PauseAction.endCurrentPause(node);
            }
            node.addAction(new PauseAction(reason));
        });
    }

    @Override
    public void resumed() {
        change(node -> {
            if (PauseAction.isPaused(node)) {
                PauseAction.endCurrentPause(node);
            }
        });
    }

    private void change(Change change) {
        try {
            FlowNode node = step.get(FlowNode.class);
            if (node != null) {
                change.on(node);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The graph does not show what a step is doing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
