// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

public abstract class EnvironmentExpander implements Serializable {
    public EnvironmentExpander() {}

    public abstract void expand(EnvVars a0) throws IOException, InterruptedException;

    public static EnvironmentExpander merge(EnvironmentExpander a0, EnvironmentExpander a1) {
        return null;
    }

    public Set<String> getSensitiveVariables() {
        return null;
    }
}
