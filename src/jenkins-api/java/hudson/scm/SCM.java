// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.scm;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Run;
import java.util.Map;

public abstract class SCM implements Describable<SCM>, ExtensionPoint {
    public void buildEnvironment(Run<?, ?> build, Map<String, String> env) {}
}
