package io.jenkins.plugins.storefront.steps;

import hudson.EnvVars;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Variables that a step gives its block. Persisted with the block. */
final class BlockVariables extends EnvironmentExpander {
    @Serial
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> variables;

    BlockVariables(Map<String, String> variables) {
        this.variables = new LinkedHashMap<>(variables);
    }

    /** Adds to what is around the step; the local runner has no expander there. */
    static EnvironmentExpander within(EnvironmentExpander around, Map<String, String> variables) {
        EnvironmentExpander own = new BlockVariables(variables);
        return around == null ? own : EnvironmentExpander.merge(around, own);
    }

    @Override
    public void expand(EnvVars env) {
        env.overrideAll(variables);
    }
}
