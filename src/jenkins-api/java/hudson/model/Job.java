// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.ExtensionPoint;
import java.io.File;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    Job() {}

    public File getBuildDir() {
        return null;
    }

    public RunT getLastBuild() {
        return null;
    }

    public RunT getBuildByNumber(int a0) {
        return null;
    }
}
