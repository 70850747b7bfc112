// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson;

import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public abstract class Launcher {
    Launcher() {}

    public TaskListener getListener() {
        return null;
    }

    public final Launcher.ProcStarter launch() {
        return null;
    }

    public boolean isUnix() {
        return false;
    }

    public final Launcher decorateByEnv(EnvVars a0) {
        return null;
    }

    public static final class ProcStarter {
        private ProcStarter() {}

        public Launcher.ProcStarter cmds(List<String> a0) {
            return null;
        }

        public Launcher.ProcStarter quiet(boolean a0) {
            return null;
        }

        public Launcher.ProcStarter pwd(FilePath a0) {
            return null;
        }

        public Launcher.ProcStarter stdout(OutputStream a0) {
            return null;
        }

        public Launcher.ProcStarter stderr(OutputStream a0) {
            return null;
        }

        public Launcher.ProcStarter stdin(InputStream a0) {
            return null;
        }

        public Launcher.ProcStarter envs(Map<String, String> a0) {
            return null;
        }

        public Proc start() throws IOException {
            return null;
        }
    }
}
