package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import hudson.model.Result;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs one Jenkinsfile. The thread that calls {@link #run} is the VM: it alone runs script code, one line of control at a time, as
 * Jenkins does; steps work elsewhere and are waited for without holding it. {@link #abort} and {@link #post} may be called from
 * any thread.
 */
public final class PipelineVm {
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final StepRegistry steps;
    private final Globals globals;
    private final ContextChain base;
    private CpsThread current;
    private CpsThread main;
    private Outcome end;
    private Result result;
    private FlowInterruptedException abortedBeforeAStep;

    /** What the script sees besides steps. */
    public interface Globals {
        /** {@code env}, {@code params}, {@code currentBuild}, {@code scm}, a variable of the environment, or null. */
        Object global(String name, PipelineVm vm);

        /** Makes context objects that depend on where a step is, such as a DeliveryContext; null if it makes none of that type. */
        <T> T context(Class<T> type, Lookup around);

        /** Known names besides steps, for "did you mean". */
        List<String> names();

        /** A step has ended; {@code failure} is null where it ended well. Called on any thread. */
        default void ended(String step, Throwable failure) {}
    }

    /** Looks up what surrounding blocks gave. */
    public interface Lookup {
        <T> T get(Class<T> type);
    }

    public PipelineVm(StepRegistry steps, Globals globals, Map<Class<?>, Object> contexts) {
        this.steps = steps;
        this.globals = globals;
        this.base = ContextChain.of(contexts);
    }

    /** Runs the script to its end and returns how it ended; throws nothing of the script's, see {@link #failure()}. */
    public Result run(PipelineScript script) throws InterruptedException {
        script.attach(this);
        main = new CpsThread(new Continuable(script), base, outcome -> end = outcome);
        run(main, new Outcome(null, null));
        while (end == null) {
            queue.take().run();
        }
        Throwable failure = failure();
        if (failure instanceof FlowInterruptedException interrupted) {
            worsen(interrupted.getResult());
        } else if (failure != null) {
            worsen(Result.FAILURE);
        }
        return result();
    }

    /** What the script ended with, or null for a normal end. */
    public Throwable failure() {
        return end == null ? null : end.getAbnormal();
    }

    /** How the run stands; success while nothing has worsened it. */
    public Result result() {
        return result == null ? Result.SUCCESS : result;
    }

    /** The result that was set, or null. */
    public Result resultSet() {
        return result;
    }

    /** Sets the result for better or worse, as Declarative's {@code post} needs it; null is allowed. */
    public void overwrite(Result to) {
        result = to;
    }

    public void worsen(Result to) {
        result = result().combine(to);
    }

    /** Stops the innermost steps, once; blocks end from the inside out, {@code finally} blocks run, their steps too. */
    public void abort(FlowInterruptedException cause) {
        post(() -> {
            RunnerBodyExecution all = new RunnerBodyExecution(null);
            all.runs(main);
            List<RunnerStepContext> innermost = all.leaves();
            if (innermost.isEmpty()) {
                abortedBeforeAStep = cause;
            }
            innermost.forEach(step -> stop(step, cause));
        });
    }

    /** Runs {@code task} on the VM's thread soon. */
    public void post(Runnable task) {
        queue.add(task);
    }

    /** The context of the line of control that runs now; VM thread only. */
    public <T> T here(Class<T> type) {
        return contextOf(type, current.contexts());
    }

    <T> T contextOf(Class<T> type, ContextChain chain) {
        T found = chain.get(type);
        return found != null ? found : globals.context(type, chain::get);
    }

    Object global(String name) {
        return globals.global(name, this);
    }

    void ended(String step, Throwable failure) {
        globals.ended(step, failure);
    }

    void run(CpsThread thread, Outcome with) {
        CpsThread before = current;
        current = thread;
        try {
            thread.resume(with);
        } finally {
            current = before;
        }
    }

    void resumed(RunnerStepContext step) {
        if (step.thread().waitingFor() == step) {
            run(step.thread(), step.outcome());
        }
    }

    /** Stops a step, or has the script go on with {@code cause} where it has not seen yet that the step is over. */
    void stop(RunnerStepContext step, Throwable cause) {
        try {
            if (!step.endWith(cause)) {
                step.execution().stop(cause);
            }
        } catch (Exception e) {
            step.onFailure(e);
        }
    }

    /** A call in the script: a variable that holds a closure, or a step. Returns, throws, or suspends the line of control. */
    Object invoke(String name, Object[] arguments) {
        try {
            if (abortedBeforeAStep != null && steps.known(name)) {
                FlowInterruptedException cause = abortedBeforeAStep;
                abortedBeforeAStep = null;
                throw cause;
            }
            if (steps.isSymbol(name)) {
                return steps.value(name, arguments);
            }
            StepDescriptor descriptor = steps.descriptor(name, globals.names());
            Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
            Closure<?> body =
                    descriptor.takesImplicitBlockArgument() && last instanceof Closure<?> closure ? closure : null;
            Step step = steps.bind(descriptor, arguments, body != null);
            RunnerStepContext context = new RunnerStepContext(this, name, current, body);
            StepExecution execution = step.start(context);
            context.execution(execution);
            if (execution.start()) {
                return context.outcome().replay();
            }
            current.waitFor(context);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
        return Continuable.suspend(name, null);
    }
}
