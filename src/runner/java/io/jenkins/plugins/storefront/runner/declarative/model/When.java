package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;

/**
 * A {@code when} section: the stage runs if every condition holds.
 *
 * @param beforeAgent ask before a workspace is allocated
 * @param beforeInput ask before the input, which comes before the agent
 * @param beforeOptions ask before the options, which come first of all
 * @param conditions at least one
 */
public record When(boolean beforeAgent, boolean beforeInput, boolean beforeOptions, List<Condition> conditions) {
    public When {
        conditions = List.copyOf(conditions);
    }
}
