// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import java.io.File;
import java.io.IOException;
import java.util.List;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT> {
    Run() {}

    public List<Cause> getCauses() {
        return null;
    }

    public void save() throws IOException {}

    public JobT getParent() {
        return null;
    }

    public final long getStartTimeInMillis() {
        return 0;
    }

    public String getFullDisplayName() {
        return null;
    }

    public Result getResult() {
        return null;
    }

    public String getExternalizableId() {
        return "";
    }

    public boolean isBuilding() {
        return false;
    }

    public long getDuration() {
        return 0;
    }

    public int getNumber() {
        return 0;
    }

    public String getUrl() {
        return null;
    }

    public final String getAbsoluteUrl() {
        return null;
    }

    public File getRootDir() {
        return null;
    }

    public EnvVars getEnvironment(TaskListener a0) throws IOException, InterruptedException {
        return null;
    }

    public static Run<?, ?> fromExternalizableId(String a0) throws IllegalArgumentException {
        return null;
    }

    public void setResult(Result a0) {}
}
