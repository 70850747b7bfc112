package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step's block under way. */
final class RunnerBodyExecution extends BodyExecution {
    private static final long serialVersionUID = 1L;

    private final transient RunnerStepContext owner;
    private final transient SettableFuture<Object> future = SettableFuture.create();
    private transient CpsThread thread;
    private transient Throwable stopped;

    RunnerBodyExecution(RunnerStepContext owner) {
        this.owner = owner;
    }

    void runs(CpsThread started) {
        thread = started;
    }

    /** What the block begins with: nothing, or what it was stopped with before. */
    synchronized Outcome beginning() {
        return new Outcome(null, stopped);
    }

    CpsThread thread() {
        return thread;
    }

    void ended(Object value, Throwable error) {
        owner.ended(this);
        if (error == null) {
            future.set(value);
        } else {
            future.setException(error);
        }
    }

    /** The innermost steps of this block; VM thread only. */
    List<RunnerStepContext> leaves() {
        List<RunnerStepContext> found = new ArrayList<>();
        RunnerStepContext step = thread == null ? null : thread.waitingFor();
        if (step != null) {
            List<RunnerBodyExecution> inner = step.bodies();
            if (inner.isEmpty()) {
                found.add(step);
            }
            inner.forEach(body -> found.addAll(body.leaves()));
        }
        return found;
    }

    @Override
    public Collection<StepExecution> getCurrentExecutions() {
        return leaves().stream().map(RunnerStepContext::execution).toList();
    }

    /** Stops the innermost steps; the block then ends with {@code cause}. One that has not begun ends before its first step. */
    @Override
    public synchronized boolean cancel(Throwable cause) {
        stopped = cause;
        owner.vm().post(() -> leaves().forEach(step -> owner.vm().stop(step, cause)));
        return !future.isDone();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return future.isDone();
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException {
        return future.get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(timeout, unit);
    }
}
