package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.impl.CpsFunction;
import groovy.lang.Closure;
import hudson.model.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Everyday steps that only write down that they were called; parallel branches run one after the other. */
final class TinySteps {
    private static final class Frame {
        final String name;
        boolean skipped;
        Result warning = Result.SUCCESS;

        Frame(String name) {
            this.name = name;
        }
    }

    private final TinyRunner runner;
    private final Flow flow;
    private final Deque<Frame> stages = new ArrayDeque<>();

    TinySteps(TinyRunner runner, Flow flow) {
        this.runner = runner;
        this.flow = flow;
    }

    Result stageWarning() {
        return stages.peek().warning;
    }

    void markSkipped() {
        stages.peek().skipped = true;
    }

    /** Does the step, or gives the block that it waits for. */
    Object step(String name, Object[] arguments) {
        Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
        Object first = arguments.length == 0 ? null : arguments[0];
        return switch (name) {
            case "echo", "sh" -> {
                runner.log(name + " " + first);
                yield null;
            }
            case "error" -> throw new IllegalStateException(String.valueOf(first));
            case "abort" -> throw suspended(Flow.fail(new FlowInterruptedException(Result.ABORTED)));
            case "unstable" -> {
                runner.log("WARNING: " + first);
                runner.worsen(Result.UNSTABLE);
                stages.peek().warning = Result.UNSTABLE;
                yield null;
            }
            case "input" -> {
                runner.log("input " + new TreeMap<>((Map<?, ?>) first));
                yield runner.answer;
            }
            case "checkout" -> {
                runner.log("checkout " + first);
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
        return new CpsCallableInvocation("step", new CpsFunction(List.of(), block), runner);
    }

    private Block block(String name, Object[] arguments, Closure<?> body) {
        String shown = arguments.length == 1 ? name : name + " " + arguments[0];
        runner.log(shown + " {");
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            runner.log("} " + name);
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block stage(String name, Closure<?> body) {
        Frame frame = new Frame(name);
        stages.push(frame);
        runner.log("> " + name);
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            stages.pop();
            String how = frame.skipped ? "SKIPPED" : error == null ? frame.warning.toString() : "FAILED";
            runner.log("< " + frame.name + " " + how);
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block withEnv(List<?> assignments, Closure<?> body) {
        Map<String, String> inner = new LinkedHashMap<>();
        for (Object assignment : assignments) {
            String[] parts = assignment.toString().split("=", 2);
            inner.put(parts[0], parts[1]);
        }
        runner.variables.push(inner);
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            runner.variables.pop();
            return error == null ? Flow.value(value) : Flow.fail(error);
        });
    }

    private Block retry(int count, Closure<?> body) {
        return Flow.attempt(flow.call(0, body), (value, error) -> {
            if (error == null) {
                return Flow.value(value);
            }
            runner.log("retry after: " + error.getMessage());
            return count > 1 ? retry(count - 1, body) : Flow.fail(error);
        });
    }

    private Block parallel(Map<?, ?> all) {
        Map<Object, Object> branches = new LinkedHashMap<>(all);
        boolean failFast = Boolean.TRUE.equals(branches.remove("failFast"));
        runner.log("parallel" + (failFast ? " failFast" : ""));
        return branch(new ArrayList<>(branches.entrySet()), failFast, null);
    }

    private Block branch(List<Map.Entry<Object, Object>> branches, boolean failFast, Throwable first) {
        if (branches.isEmpty() || (failFast && first != null)) {
            return StageFlow.orThrow(first);
        }
        runner.log("branch " + branches.get(0).getKey());
        return Flow.attempt(
                flow.call(0, (Closure<?>) branches.get(0).getValue()),
                (value, error) ->
                        branch(branches.subList(1, branches.size()), failFast, first == null ? error : first));
    }
}
