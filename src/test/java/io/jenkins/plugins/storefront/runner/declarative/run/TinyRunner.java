package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.Binding;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.MissingPropertyException;
import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.declarative.Declarative;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The smallest host that Declarative can run on, with {@link TinySteps}. One thread, so that logs can be compared. */
public final class TinyRunner implements DeclarativeHost {
    /** Of the compiled Jenkinsfile. */
    public abstract static class TinyScript extends SerializableScript {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invokeMethod(String name, Object arguments) {
            TinyRunner runner = (TinyRunner) getBinding().getVariable("runner");
            return runner.steps.step(name, (Object[]) arguments);
        }

        @Override
        public Object getProperty(String name) {
            TinyRunner runner = (TinyRunner) getBinding().getVariable("runner");
            String variable = runner.environment(name);
            if (variable != null) {
                return variable;
            }
            if (getBinding().hasVariable(name)) {
                return getBinding().getVariable(name);
            }
            throw new MissingPropertyException(name, getClass());
        }
    }

    /** {@code currentBuild}. */
    public final class CurrentBuild {
        public String getResult() {
            return result == null ? null : result.toString();
        }

        public void setResult(String name) {
            worsen(Result.fromString(name));
        }

        public String getCurrentResult() {
            return result == null ? "SUCCESS" : result.toString();
        }
    }

    /** {@code env}. */
    public final class Env extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            return environment(name);
        }

        @Override
        public void setProperty(String name, Object value) {
            variables.peekLast().put(name, String.valueOf(value));
        }
    }

    final List<String> log = new ArrayList<>();
    final Map<String, String> given = new LinkedHashMap<>();
    final Map<String, CredentialKind> credentials = new LinkedHashMap<>();
    final Map<String, String> causes = new LinkedHashMap<>();
    List<Change> changes;
    Result previous;
    boolean scm;
    Object answer;

    final Deque<Map<String, String>> variables = new ArrayDeque<>();
    private final Declarative declarative = new Declarative();
    private final GroovyShell shell;
    private TinySteps steps;
    private TinyScript script;
    private Result result;

    TinyRunner() {
        variables.push(new LinkedHashMap<>());
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(TinyScript.class.getName());
        configuration.addCompilationCustomizers(declarative.customizer(), new CpsTransformer());
        shell = new GroovyShell(TinyRunner.class.getClassLoader(), new Binding(), configuration);
    }

    TinyRunner set(String name, String value) {
        variables.peekLast().put(name, value);
        return this;
    }

    /** Runs a Jenkinsfile and gives its result. */
    Result run(String jenkinsfile) {
        script = (TinyScript) shell.parse(jenkinsfile, "Jenkinsfile.groovy");
        steps = new TinySteps(this, new Flow(script));
        script.getBinding().setVariable("runner", this);
        script.getBinding().setVariable("env", new Env());
        script.getBinding().setVariable("scm", "the repository");
        script.getBinding().setVariable("currentBuild", new CurrentBuild());
        declarative.bind(script, this);
        Continuable program = new Continuable(script);
        Outcome outcome = program.run0(new Outcome(null, null), Continuable.categories);
        if (!outcome.isSuccess()) {
            Throwable error = outcome.getAbnormal();
            log.add("! " + error.getMessage());
            Result of =
                    error instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
            worsen(of);
        }
        return result == null ? Result.SUCCESS : result;
    }

    void worsen(Result other) {
        result = result == null ? other : result.combine(other);
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public String environment(String name) {
        return variables.stream()
                .filter(frame -> frame.containsKey(name))
                .findFirst()
                .map(frame -> frame.get(name))
                .orElse(null);
    }

    @Override
    public Result result() {
        return result;
    }

    @Override
    public void overwriteResult(Result set) {
        result = set;
    }

    @Override
    public Optional<Result> stageWarning() {
        return Optional.of(steps.stageWarning());
    }

    @Override
    public void markSkipped() {
        steps.markSkipped();
    }

    @Override
    public Optional<Result> previousResult() {
        return Optional.ofNullable(previous);
    }

    @Override
    public boolean hasScm() {
        return scm;
    }

    @Override
    public Map<String, String> givenParameters() {
        return given;
    }

    @Override
    public void parameters(Map<String, Object> values) {
        script.getBinding().setVariable("params", values);
        values.forEach((name, value) -> set(name, value.toString()));
    }

    @Override
    public Map<String, String> causes() {
        return causes;
    }

    @Override
    public List<Change> changes() throws DeliveryException {
        if (changes == null) {
            throw new DeliveryException("no git here");
        }
        return changes;
    }

    @Override
    public CredentialKind credentialKind(String id) throws DeliveryException {
        if (!credentials.containsKey(id)) {
            throw new DeliveryException("There is no credential '" + id + "'");
        }
        return credentials.get(id);
    }
}
