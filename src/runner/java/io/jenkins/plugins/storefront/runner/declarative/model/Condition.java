package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;

/**
 * One condition of a {@code when} section.
 *
 * @param name as written, such as {@code branch} or {@code allOf}
 * @param line of the Jenkinsfile, from 1
 * @param arguments as in {@link Call}; for {@code expression} the code itself
 * @param children conditions inside {@code not}, {@code allOf} and {@code anyOf}
 */
public record Condition(String name, int line, Code arguments, List<Condition> children) {
    public Condition {
        children = List.copyOf(children);
    }
}
