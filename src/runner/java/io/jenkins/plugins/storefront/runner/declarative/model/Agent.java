package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.Map;

/**
 * Where a pipeline or stage works.
 *
 * @param kind what was asked for
 * @param line of the Jenkinsfile, from 1
 * @param settings {@code label}, {@code customWorkspace} and the like, as far as given
 */
public record Agent(Kind kind, int line, Map<String, Code> settings) {
    /** The local runner has one machine, so these are all there is. */
    public enum Kind {
        /** No workspace, unless a stage asks for one. */
        NONE,
        ANY,
        /** {@code label} and {@code node}. */
        LABEL
    }

    public Agent {
        settings = Map.copyOf(settings);
    }
}
