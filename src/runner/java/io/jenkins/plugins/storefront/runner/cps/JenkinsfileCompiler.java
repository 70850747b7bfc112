package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.NonCPS;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import groovy.lang.Binding;
import groovy.lang.GroovyCodeSource;
import groovy.lang.GroovyShell;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.declarative.JenkinsfileErrors;
import java.util.List;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/** Compiles a Jenkinsfile with Jenkins Pipeline's CPS transformation. */
public final class JenkinsfileCompiler {
    /** Class name of every compiled Jenkinsfile, as in Jenkins; a stack trace shows lines of it. */
    static final String CLASS_NAME = "WorkflowScript";

    private final List<CompilationCustomizer> more;

    /** Customizers that see the source before the CPS transformation, such as Declarative's. */
    public JenkinsfileCompiler(List<CompilationCustomizer> more) {
        this.more = List.copyOf(more);
    }

    /**
     * Compiles.
     *
     * @param text of the Jenkinsfile
     * @param file its name, for messages
     * @throws DeliveryException one line a problem: file, line and what the compiler says
     */
    public PipelineScript compile(String text, String file) throws DeliveryException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.setSourceEncoding("UTF-8");
        configuration.setDisabledGlobalASTTransformations(
                java.util.Set.of("groovy.grape.GrabAnnotationTransformation"));
        ImportCustomizer imports = new ImportCustomizer();
        imports.addImports(NonCPS.class.getName());
        configuration.addCompilationCustomizers(imports);
        more.forEach(configuration::addCompilationCustomizers);
        CpsTransformer transformer = new CpsTransformer();
        transformer.setConfiguration(new TransformerConfiguration().withClosureType(PipelineClosure.class));
        configuration.addCompilationCustomizers(transformer);
        GroovyShell shell = new GroovyShell(JenkinsfileCompiler.class.getClassLoader(), new Binding(), configuration);
        GroovyCodeSource source = new GroovyCodeSource(text, CLASS_NAME, "/groovy/shell");
        source.setCachable(false);
        try {
            return (PipelineScript) shell.parse(source);
        } catch (MultipleCompilationErrorsException e) {
            throw new DeliveryException(String.join("\n", JenkinsfileErrors.lines(file, e)), e);
        }
    }
}
