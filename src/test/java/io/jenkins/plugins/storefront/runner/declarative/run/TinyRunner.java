package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.SerializableScript;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.impl.CpsFunction;
import groovy.lang.Binding;
import groovy.lang.Closure;
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
import java.util.TreeMap;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * The smallest host that Declarative can run on, with everyday steps that only write down that they were called. One thread,
 * parallel branches one after the other, so that logs can be compared.
 */
public final class TinyRunner implements DeclarativeHost {
    /** Of the compiled Jenkinsfile. */
    public abstract static class TinyScript extends SerializableScript {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invokeMethod(String name, Object arguments) {
            TinyRunner runner = (TinyRunner) getBinding().getVariable("runner");
            return runner.step(name, (Object[]) arguments);
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
            Result set = Result.fromString(name);
            result = result == null ? set : result.combine(set);
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

    private static final class Frame {
        final String name;
        boolean skipped;
        Result warning = Result.SUCCESS;

        Frame(String name) {
            this.name = name;
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

    private final Deque<Map<String, String>> variables = new ArrayDeque<>();
    private final Deque<Frame> stages = new ArrayDeque<>();
    private final Declarative declarative = new Declarative();
    private final GroovyShell shell;
    private Flow flow;
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
        flow = new Flow(script);
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
            result = result == null ? of : result.combine(of);
        }
        return result == null ? Result.SUCCESS : result;
    }

    private Object step(String name, Object[] arguments) {
        Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
        Object first = arguments.length == 0 ? null : arguments[0];
        return switch (name) {
            case "echo", "sh" -> {
                log.add(name + " " + first);
                yield null;
            }
            case "error" -> throw new IllegalStateException(String.valueOf(first));
            case "abort" -> throw suspended(Flow.fail(new FlowInterruptedException(Result.ABORTED)));
            case "unstable" -> {
                log.add("WARNING: " + first);
                result = result == null ? Result.UNSTABLE : result.combine(Result.UNSTABLE);
                stages.peek().warning = Result.UNSTABLE;
                yield null;
            }
            case "input" -> {
                log.add("input " + new TreeMap<>((Map<?, ?>) first));
                yield answer;
            }
            case "checkout" -> {
                log.add("checkout " + first);
                yield Map.of("GIT_COMMIT", "abc");
            }
            case "usernamePassword", "usernameColonPassword", "file", "string", "booleanParam" ->
                name + new TreeMap<>((Map<?, ?>) first);
            case "stage" -> throw suspended(stage(String.valueOf(first), (Closure<?>) last));
            case "withEnv" -> throw suspended(withEnv((List<?>) first, (Closure<?>) last));
            case "parallel" -> throw suspended(parallel((Map<?, ?>) first));
            case "retry" -> throw suspended(retry((int) first, (Closure<?>) last));
            case "node", "ws", "dir", "timeout", "timestamps", "ansiColor", "withCredentials" ->
                throw suspended(block(name, arguments, (Closure<?>) last));
            default -> throw new IllegalStateException("No such step: " + name);
        };
    }

    private CpsCallableInvocation suspended(Block block) {
        return new CpsCallableInvocation("step", new CpsFunction(List.of(), block), this);
    }

    private Block block(String name, Object[] arguments, Closure<?> body) {
        String shown = arguments.length == 1 ? name : name + " " + arguments[0];
        log.add(shown + " {");
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            log.add("} " + name);
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block stage(String name, Closure<?> body) {
        Frame frame = new Frame(name);
        stages.push(frame);
        log.add("> " + name);
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            stages.pop();
            String how = frame.skipped ? "SKIPPED" : error == null ? frame.warning.toString() : "FAILED";
            log.add("< " + frame.name + " " + how);
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block withEnv(List<?> assignments, Closure<?> body) {
        Map<String, String> inner = new LinkedHashMap<>();
        for (Object assignment : assignments) {
            String[] parts = assignment.toString().split("=", 2);
            inner.put(parts[0], parts[1]);
        }
        variables.push(inner);
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            variables.pop();
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block retry(int count, Closure<?> body) {
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            if (error == null) {
                return Flow.value(value);
            }
            log.add("retry after: " + error.getMessage());
            return count > 1 ? retry(count - 1, body) : Flow.fail(error);
        });
    }

    private Block parallel(Map<?, ?> all) {
        Map<Object, Object> branches = new LinkedHashMap<>(all);
        boolean failFast = Boolean.TRUE.equals(branches.remove("failFast"));
        log.add("parallel" + (failFast ? " failFast" : ""));
        return branch(new ArrayList<>(branches.entrySet()), failFast, null);
    }

    private Block branch(List<Map.Entry<Object, Object>> branches, boolean failFast, Throwable first) {
        if (branches.isEmpty() || (failFast && first != null)) {
            return StageFlow.orThrow(first);
        }
        log.add("branch " + branches.get(0).getKey());
        return Flow.attempt(
                flow.call(0, (Closure<?>) branches.get(0).getValue()),
                (value, error) ->
                        branch(branches.subList(1, branches.size()), failFast, first == null ? error : first));
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
        return Optional.of(stages.peek().warning);
    }

    @Override
    public void markSkipped() {
        stages.peek().skipped = true;
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
