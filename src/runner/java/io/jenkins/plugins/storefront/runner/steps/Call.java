package io.jenkins.plugins.storefront.runner.steps;

import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One call of an everyday step: its arguments and where it is. */
public final class Call extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> arguments;
    private final transient BuiltIn.Work work;
    private transient Consumer<Throwable> onStop = cause -> {};

    Call(StepContext context, Map<String, Object> arguments, BuiltIn.Work work) {
        super(context);
        this.arguments = arguments;
        this.work = work;
    }

    @Override
    public boolean start() throws Exception {
        work.run(this);
        return false;
    }

    /** Called once when the step is stopped before its end; the step has then to let go of what it holds. */
    void whenStopped(Consumer<Throwable> stop) {
        onStop = stop;
    }

    @Override
    public void stop(Throwable cause) {
        onStop.accept(cause);
        getContext().onFailure(cause);
    }

    StepContext context() {
        return getContext();
    }

    Map<String, Object> arguments() {
        return arguments;
    }

    boolean has(String name) {
        return arguments.get(name) != null;
    }

    Object value(String name) {
        return arguments.get(name);
    }

    String text(String name) {
        return (String) arguments.get(name);
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(arguments.get(name));
    }

    long number(String name, long otherwise) {
        return has(name) ? ((Number) arguments.get(name)).longValue() : otherwise;
    }

    <T> T here(Class<T> type) throws IOException, InterruptedException, DeliveryException {
        T found = getContext().get(type);
        if (found == null) {
            throw new DeliveryException(
                    type == Workdir.class
                            ? "this needs a workspace; put it inside 'node'"
                            : "no " + type.getSimpleName());
        }
        return found;
    }

    Path folder() throws IOException, InterruptedException, DeliveryException {
        return here(Workdir.class).folder();
    }

    EnvVars environment() throws IOException, InterruptedException, DeliveryException {
        return here(EnvVars.class);
    }

    void log(String line) throws IOException, InterruptedException, DeliveryException {
        here(TaskListener.class).getLogger().println(line);
    }

    /** Starts the block with {@code more} in its context; the step then ends as the block does. */
    void body(Object... more) {
        body(new PassOn(), more);
    }

    void body(BodyExecutionCallback callback, Object... more) {
        BodyInvoker invoker = getContext().newBodyInvoker();
        for (Object one : more) {
            invoker.withContext(one);
        }
        invoker.withCallback(callback).start();
    }

    private static final class PassOn extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            context.onSuccess(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            context.onFailure(t);
        }
    }
}
