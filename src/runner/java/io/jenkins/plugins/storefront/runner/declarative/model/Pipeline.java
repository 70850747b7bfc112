package io.jenkins.plugins.storefront.runner.declarative.model;

import java.util.List;

/**
 * A {@code pipeline} block.
 *
 * @param agent where everything works that does not say otherwise
 * @param environment variables of every stage
 * @param options as written
 * @param parameters what the run can be asked for
 * @param triggers what would start it in Jenkins
 * @param stages at least one
 * @param post what is done at the end
 */
public record Pipeline(
        Agent agent,
        Environment environment,
        List<Call> options,
        List<Call> parameters,
        List<Call> triggers,
        List<Stage> stages,
        Post post) {
    public Pipeline {
        options = List.copyOf(options);
        parameters = List.copyOf(parameters);
        triggers = List.copyOf(triggers);
        stages = List.copyOf(stages);
    }
}
