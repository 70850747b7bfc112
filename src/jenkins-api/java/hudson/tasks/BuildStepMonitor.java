// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import java.io.IOException;

public enum BuildStepMonitor {
    NONE {
        @Override
        public boolean perform(BuildStep a0, AbstractBuild a1, Launcher a2, BuildListener a3)
                throws IOException, InterruptedException {
            return false;
        }
    };

    public abstract boolean perform(BuildStep a0, AbstractBuild a1, Launcher a2, BuildListener a3)
            throws IOException, InterruptedException;
}
