package io.jenkins.plugins.storefront.wrappers;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.steps.DeliveryContextFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;

/** Runs a step in a freestyle build and waits for its end, holding the build's executor as any build step does. */
final class StepRunner {
    /** How long a step that was stopped may take to say what it left. */
    private static final long FAREWELL_SECONDS = 30;

    private final Map<Class<?>, Object> contexts = new LinkedHashMap<>();

    StepRunner(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener) {
        contexts.put(Run.class, run);
        contexts.put(TaskListener.class, listener);
        contexts.put(EnvVars.class, env);
        if (workspace != null) {
            contexts.put(FilePath.class, workspace);
            contexts.put(Launcher.class, launcher);
        }
    }

    /** Work with what the engine gets of the build. */
    @FunctionalInterface
    interface Asking<T> {
        T of(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException;
    }

    /** Does such work on this thread, which is the build's own. */
    <T> T ask(Asking<T> work) throws IOException, InterruptedException {
        try {
            return work.of(DeliveryContextFactory.of(new BuildStepContext(contexts, null)));
        } catch (DeliveryException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /**
     * Runs {@code step}, with {@code block} inside it where that is not null.
     *
     * @throws AbortException where the step failed for a reason that people can act on
     * @throws InterruptedException where the build was aborted; the step has been stopped then
     */
    Object run(Step step, Step block) throws IOException, InterruptedException {
        BuildStepContext context = new BuildStepContext(contexts, block);
        try {
            context.start(step);
            return context.await();
        } catch (InterruptedException e) {
            stop(context);
            throw e;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static void stop(BuildStepContext context) throws InterruptedException {
        try {
            context.stop(new FlowInterruptedException(Result.ABORTED, true));
            context.end().get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException | TimeoutException ended) {
            // It has said what there was to say
        } catch (Exception e) {
            throw new IllegalStateException("the step could not be stopped", e);
        }
    }

    private static IOException rethrown(Throwable cause) throws InterruptedException {
        if (cause instanceof FlowInterruptedException) {
            throw new InterruptedException(cause.getMessage());
        } else if (cause instanceof RuntimeException defect) {
            throw defect;
        }
        return cause instanceof IOException failure ? failure : new AbortException(cause.getMessage());
    }
}
