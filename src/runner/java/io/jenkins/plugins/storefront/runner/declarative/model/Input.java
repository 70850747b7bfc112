package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;
import java.util.Map;

/**
 * An {@code input} section: somebody must agree before the stage goes on.
 *
 * @param line of the Jenkinsfile, from 1
 * @param fields {@code message}, {@code id}, {@code ok}, {@code submitter}, {@code submitterParameter}, as far as given
 * @param parameters what is asked for
 */
public record Input(int line, Map<String, Code> fields, List<Call> parameters) {
    public Input {
        fields = Map.copyOf(fields);
        parameters = List.copyOf(parameters);
    }
}
