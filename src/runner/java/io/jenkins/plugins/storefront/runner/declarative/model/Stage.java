package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;
import java.util.Map;

/**
 * A stage, or one cell of a matrix.
 *
 * @param name unique among its siblings
 * @param line of the Jenkinsfile, from 1
 * @param cell the axes' values of a cell, which are set before everything else; empty for a stage
 * @param agent its own, or null for the enclosing one
 * @param when or null
 * @param input or null
 * @param options as written
 * @param environment its own variables
 * @param work what it does
 * @param post what it does afterwards
 */
public record Stage(
        String name,
        int line,
        Map<String, String> cell,
        Agent agent,
        When when,
        Input input,
        List<Call> options,
        Environment environment,
        Work work,
        Post post) {
    public Stage {
        options = List.copyOf(options);
    }
}
