package io.jenkins.plugins.storefront.host;

import hudson.EnvVars;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Variables of a block, over those that are around it. Persisted with the block. */
final class BlockVariables extends EnvironmentExpander {
    @Serial
    private static final long serialVersionUID = 1L;

    private final EnvironmentExpander around;
    private final LinkedHashMap<String, String> more;

    /** @param around or null */
    BlockVariables(EnvironmentExpander around, Map<String, String> more) {
        this.around = around;
        this.more = new LinkedHashMap<>(more);
    }

    @Override
    public void expand(EnvVars variables) throws IOException, InterruptedException {
        if (around != null) {
            around.expand(variables);
        }
        variables.putAll(more);
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return around == null ? Set.of() : around.getSensitiveVariables();
    }
}
