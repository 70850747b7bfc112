package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import hudson.EnvVars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Runs a step's block as a thread of its own in the VM, with what the step adds to the context. */
final class RunnerBodyInvoker extends BodyInvoker {
    private final RunnerStepContext owner;
    private final Closure<?> body;
    private final Map<Class<?>, Object> overrides = new LinkedHashMap<>();
    private final List<BodyExecutionCallback> callbacks = new ArrayList<>();

    RunnerBodyInvoker(RunnerStepContext owner, Closure<?> body) {
        this.owner = owner;
        this.body = body;
    }

    @Override
    public BodyInvoker withContext(Object override) {
        if (override instanceof EnvironmentExpander expander) {
            overrides.put(EnvVars.class, expanded(expander));
        } else {
            overrides.put(override.getClass(), override);
        }
        return this;
    }

    /** What Jenkins does for each step inside is done once here: the variables are known by now. */
    private EnvVars expanded(EnvironmentExpander expander) {
        EnvVars around = owner.get(EnvVars.class);
        EnvVars variables = around == null ? new EnvVars() : new EnvVars(around);
        try {
            expander.expand(variables);
            return variables;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("a step's variables cannot be given to its block", e);
        }
    }

    @Override
    public BodyInvoker withDisplayName(String name) {
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback callback) {
        callbacks.add(callback);
        return this;
    }

    @Override
    public BodyExecution start() {
        PipelineVm vm = owner.vm();
        RunnerBodyExecution execution = new RunnerBodyExecution(owner);
        vm.post(() -> {
            owner.began(execution);
            RunnerStepContext inner = new RunnerStepContext(
                    vm, null, new CpsThread(null, owner.thread().contexts().with(overrides), outcome -> {}), null);
            callbacks.forEach(callback -> callback.onStart(inner));
            CpsThread thread =
                    new CpsThread(program(body), owner.thread().contexts().with(overrides), outcome -> {
                        execution.ended(outcome.getNormal(), outcome.getAbnormal());
                        tell(outcome);
                    });
            execution.runs(thread);
            vm.run(thread, execution.beginning());
        });
        return execution;
    }

    private void tell(Outcome outcome) {
        if (callbacks.isEmpty()) {
            return;
        }
        for (BodyExecutionCallback callback : callbacks) {
            if (outcome.isSuccess()) {
                callback.onSuccess(owner, outcome.getNormal());
            } else {
                callback.onFailure(owner, outcome.getAbnormal());
            }
        }
    }

    /** A closure of the Jenkinsfile gives its program when it is called; any other closure has run by then. */
    static Continuable program(Closure<?> body) {
        return new Continuable(new BlockOf(body));
    }
}
