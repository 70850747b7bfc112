// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import hudson.ExtensionPoint;

public abstract class DescriptorVisibilityFilter implements ExtensionPoint {
    public abstract boolean filter(Object a0, Descriptor a1);
}
