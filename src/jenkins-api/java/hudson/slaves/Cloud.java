// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.slaves;

import hudson.ExtensionPoint;
import hudson.model.Actionable;
import hudson.model.Describable;

public abstract class Cloud extends Actionable implements ExtensionPoint, Describable<Cloud> {
    public String name;

    protected Cloud(String name) {}
}
