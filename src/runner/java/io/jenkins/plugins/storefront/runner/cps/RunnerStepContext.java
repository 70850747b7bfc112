package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import groovy.lang.Closure;
import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One step under way. Steps may complete it from any thread; the script goes on with the VM's. Nothing is saved: a run of the
 * local runner does not outlive its process.
 */
public final class RunnerStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final transient PipelineVm vm;
    private final transient String name;
    private final transient CpsThread thread;
    private final transient Closure<?> body;
    private final transient List<RunnerBodyExecution> bodies = new ArrayList<>();
    private transient StepExecution execution;
    private transient Outcome outcome;

    /** @param name of the step; null for none of the script's */
    RunnerStepContext(PipelineVm vm, String name, CpsThread thread, Closure<?> body) {
        this.vm = vm;
        this.name = name;
        this.thread = thread;
        this.body = body;
    }

    void execution(StepExecution started) {
        execution = started;
    }

    StepExecution execution() {
        return execution;
    }

    PipelineVm vm() {
        return vm;
    }

    CpsThread thread() {
        return thread;
    }

    Closure<?> body() {
        return body;
    }

    void began(RunnerBodyExecution started) {
        bodies.add(started);
    }

    void ended(RunnerBodyExecution finished) {
        bodies.remove(finished);
    }

    /** Bodies that run now; VM thread only. */
    List<RunnerBodyExecution> bodies() {
        return List.copyOf(bodies);
    }

    /** How the step ended, or null. */
    synchronized Outcome outcome() {
        return outcome;
    }

    /** Where the step is over, ends it with {@code cause} instead and returns true; as Jenkins does. */
    synchronized boolean endWith(Throwable cause) {
        boolean over = outcome != null;
        if (over) {
            outcome = new Outcome(null, cause);
        }
        return over;
    }

    @Override
    public <T> T get(Class<T> key) {
        return vm.contextOf(key, thread.contexts());
    }

    @Override
    public void onSuccess(Object result) {
        complete(new Outcome(result, null));
    }

    @Override
    public void onFailure(Throwable t) {
        complete(new Outcome(null, t));
    }

    /** The first outcome counts, as in Jenkins. */
    private void complete(Outcome with) {
        synchronized (this) {
            if (outcome != null) {
                return;
            }
            outcome = with;
        }
        if (name != null) {
            vm.ended(name, with.getAbnormal());
        }
        vm.post(() -> vm.resumed(this));
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result r) {
        vm.worsen(r);
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (body == null) {
            throw new IllegalStateException("the step was called without a block");
        }
        return new RunnerBodyInvoker(this, body);
    }

    /** Runs a closure that is an argument, such as a branch of {@code parallel}. */
    public BodyInvoker newBodyInvoker(Closure<?> closure) {
        return new RunnerBodyInvoker(this, closure);
    }

    @Override
    public boolean hasBody() {
        return body != null;
    }

    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
