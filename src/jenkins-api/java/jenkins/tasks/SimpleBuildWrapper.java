// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.tasks;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildWrapper;
import java.io.IOException;
import java.io.Serializable;

public abstract class SimpleBuildWrapper extends BuildWrapper {
    public SimpleBuildWrapper() {}

    public void setUp(Context a0, Run<?, ?> a1, FilePath a2, Launcher a3, TaskListener a4, EnvVars a5)
            throws IOException, InterruptedException {}

    public static final class Context {
        public void env(String a0, String a1) {}

        public void setDisposer(Disposer a0) {}
    }

    public abstract static class Disposer implements Serializable {
        private static final long serialVersionUID = 1L;

        public void tearDown(Run<?, ?> a0, FilePath a1, Launcher a2, TaskListener a3)
                throws IOException, InterruptedException {}
    }
}
