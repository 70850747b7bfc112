package io.jenkins.plugins.storefront.wrappers;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * What a step gets in a freestyle build: the build's own objects, and another step as its block. A build does not outlive its
 * controller, so nothing here is saved.
 */
final class BuildStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, Object> contexts;
    private final transient Step block;
    private final transient CompletableFuture<Object> end = new CompletableFuture<>();
    private transient StepExecution execution;
    private transient BuildStepContext inside;

    /** A context; {@code block} is null for a step without one. */
    BuildStepContext(Map<Class<?>, Object> contexts, Step block) {
        this.contexts = new LinkedHashMap<>(contexts);
        this.block = block;
    }

    /** Starts a step in this context. */
    void start(Step step) throws Exception {
        StepExecution started = step.start(this);
        synchronized (this) {
            execution = started;
        }
        started.start();
    }

    /** Starts the block, with more objects around it. */
    BuildStepContext startBlock(Map<Class<?>, Object> more) throws Exception {
        Map<Class<?>, Object> all = new LinkedHashMap<>(contexts);
        all.putAll(more);
        BuildStepContext started = new BuildStepContext(all, null);
        synchronized (this) {
            inside = started;
        }
        started.start(block);
        return started;
    }

    /** Waits for the end of the step. */
    Object await() throws InterruptedException, ExecutionException {
        return end.get();
    }

    CompletableFuture<Object> end() {
        return end;
    }

    synchronized StepExecution execution() {
        return execution;
    }

    /** Stops the innermost step, as Pipeline does; what is around it ends after it. */
    void stop(Throwable cause) throws Exception {
        BuildStepContext running;
        StepExecution own;
        synchronized (this) {
            running = inside;
            own = execution;
        }
        if (running != null && !running.end.isDone()) {
            running.stop(cause);
        } else if (own != null) {
            own.stop(cause);
        }
    }

    @Override
    public <T> T get(Class<T> key) {
        return contexts.entrySet().stream()
                .filter(entry -> key.isAssignableFrom(entry.getKey()))
                .map(entry -> key.cast(entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void onSuccess(Object result) {
        end.complete(result);
    }

    @Override
    public void onFailure(Throwable t) {
        end.completeExceptionally(t);
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
        get(Run.class).setResult(r);
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (block == null) {
            throw new IllegalStateException("the step has no block");
        }
        return new BuildStepBody(this);
    }

    @Override
    public boolean hasBody() {
        return block != null;
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
