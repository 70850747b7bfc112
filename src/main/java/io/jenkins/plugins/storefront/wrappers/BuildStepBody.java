package io.jenkins.plugins.storefront.wrappers;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs the step that is the block of another one. */
final class BuildStepBody extends BodyInvoker {
    private final BuildStepContext around;
    private final Map<Class<?>, Object> contexts = new LinkedHashMap<>();
    private BodyExecutionCallback callback;

    BuildStepBody(BuildStepContext around) {
        this.around = around;
    }

    @Override
    public BodyInvoker withContext(Object override) {
        contexts.put(override.getClass(), override);
        return this;
    }

    @Override
    public BodyInvoker withDisplayName(String name) {
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback told) {
        callback = told;
        return this;
    }

    @Override
    public BodyExecution start() {
        try {
            BuildStepContext inside = around.startBlock(contexts);
            inside.end().whenComplete((result, failure) -> {
                if (failure == null) {
                    callback.onSuccess(around, result);
                } else {
                    callback.onFailure(around, failure);
                }
            });
            return new Running(inside);
        } catch (Exception e) {
            callback.onFailure(around, e);
            return new Running(around);
        }
    }

    /** The block as it runs. */
    private static final class Running extends BodyExecution {
        private static final long serialVersionUID = 1L;

        private final transient BuildStepContext inside;

        Running(BuildStepContext inside) {
            this.inside = inside;
        }

        @Override
        public Collection<StepExecution> getCurrentExecutions() {
            return List.of(inside.execution());
        }

        @Override
        public boolean cancel(Throwable cause) {
            try {
                inside.stop(cause);
                return true;
            } catch (Exception e) {
                cause.addSuppressed(e);
                return false;
            }
        }

        @Override
        public boolean isCancelled() {
            return inside.end().isCancelled();
        }

        @Override
        public boolean isDone() {
            return inside.end().isDone();
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException {
            return inside.end().get();
        }

        @Override
        public Object get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return inside.end().get(timeout, unit);
        }
    }
}
