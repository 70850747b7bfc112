package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;

/**
 * An {@code environment} section.
 *
 * @param levels variables in the order they can be computed: those of one level refer only to variables of the levels before, or
 *     to what was set outside
 */
public record Environment(List<List<Variable>> levels) {
    public static final Environment EMPTY = new Environment(List.of());

    public Environment {
        levels = levels.stream().map(List::copyOf).toList();
    }
}
