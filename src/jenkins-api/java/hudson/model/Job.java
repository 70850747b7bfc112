// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.ExtensionPoint;
import java.io.File;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected Job(ItemGroup a0, String a1) {
        super(a0, a1);
    }

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
