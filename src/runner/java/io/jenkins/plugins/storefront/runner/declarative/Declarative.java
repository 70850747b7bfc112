package io.jenkins.plugins.storefront.runner.declarative;

import groovy.lang.Script;
import io.jenkins.plugins.storefront.runner.declarative.model.Pipeline;
import io.jenkins.plugins.storefront.runner.declarative.parse.DeclarativeCustomizer;
import io.jenkins.plugins.storefront.runner.declarative.run.DeclarativeHost;
import io.jenkins.plugins.storefront.runner.declarative.run.DeclarativePipeline;
import java.util.Optional;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Understands one Jenkinsfile if it is declarative: add the {@linkplain #customizer() customizer} to its compilation, then
 * {@linkplain #bind bind} the compiled script before it runs. Both do nothing for a scripted Jenkinsfile.
 *
 * <p>Not thread-safe; one serves one compilation and one run.
 */
public final class Declarative {
    private Pipeline pipeline;

    /**
     * For the configuration of the compiler, beside the CPS transformer. Mistakes become errors of the compilation; see
     * {@link JenkinsfileErrors}.
     */
    public CompilationCustomizer customizer() {
        return new DeclarativeCustomizer(found -> pipeline = found);
    }

    /** What was read; empty before the compilation and for a scripted Jenkinsfile. */
    public Optional<Pipeline> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** Lets the pipeline of {@code script} run on {@code host}: call it before the script's {@code run}. */
    public void bind(Script script, DeclarativeHost host) {
        if (pipeline != null) {
            script.getBinding()
                    .setVariable(DeclarativeCustomizer.VARIABLE, new DeclarativePipeline(pipeline, script, host));
        }
    }
}
