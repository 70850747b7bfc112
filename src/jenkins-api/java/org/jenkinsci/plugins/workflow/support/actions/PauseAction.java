// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.workflow.support.actions;

import hudson.model.InvisibleAction;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public class PauseAction extends InvisibleAction implements PersistentAction {
    private final String cause;

    public PauseAction(String a0) {
        cause = a0;
    }

    public String getCause() {
        return cause;
    }

    public boolean isPaused() {
        return true;
    }

    public static boolean isPaused(FlowNode a0) {
        return false;
    }

    public static PauseAction getCurrentPause(FlowNode a0) {
        return null;
    }

    public static void endCurrentPause(FlowNode a0) throws IOException {}
}
