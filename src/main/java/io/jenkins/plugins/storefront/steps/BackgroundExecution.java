package io.jenkins.plugins.storefront.steps;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.Serial;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * An execution whose work is one call of the engine on a thread of the suite's pool.
 *
 * <p>Persisted: the step's parameters, as the subclass's fields. After a controller restart the work is done again from the
 * start, so it must be repeatable. Abort interrupts the thread. The step completes exactly once.
 *
 * @param <T> what the step returns: a map of plain values, or null
 */
abstract class BackgroundExecution<T> extends StepExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Once ending = new Once();

    /** The running work; after a restart {@link #onResume} starts it anew. */
    @SuppressWarnings("serial")
    private transient volatile Future<?> work;

    private transient volatile boolean begun;

    BackgroundExecution(StepContext context) {
        super(context);
    }

    /** Does the work on a pool thread; blocking is fine. */
    abstract T run(DeliveryContext delivery) throws Exception;

    /** For the log when it is stopped: what may have happened already. One line, without the step's name. */
    abstract String left();

    /** The step's name in Jenkinsfiles. */
    abstract String name();

    /** Hands the work over to a pool thread; what this returns is cancelled when the step is stopped, null for nothing. */
    Future<?> submit(DeliveryContext delivery, Runnable task) {
        return delivery.pool().submit(task);
    }

    @Override
    public final boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public final void onResume() {
        try {
            begin();
        } catch (Exception e) {
            fail(e);
        }
    }

    private void begin() throws Exception {
        DeliveryContext delivery = DeliveryContextFactory.of(getContext());
        WorkPool pool = delivery.pool();
        work = submit(delivery, () -> {
            try { // an optional plugin that is gone makes an error of what needs it: the step ends with that, too
                begun = true;
                T result = run(delivery);
                if (ending.first()) {
                    getContext().onSuccess(result);
                }
            } catch (Exception | LinkageError e) {
                if (!pool.isClosed()) {
                    fail(delivery, e);
                } // else Jenkins stops, and the work is done again after the restart
            }
        });
    }

    @Override
    public final void stop(Throwable cause) throws Exception {
        if (ending.first()) {
            try {
                Future<?> running = work;
                if (running != null) {
                    running.cancel(true);
                }
                DeliveryContext delivery = DeliveryContextFactory.of(getContext());
                delivery.events().publish(new Remark(delivery.clock().instant(), true, name(), left()));
            } finally {
                getContext().onFailure(cause);
            }
        }
    }

    @Override
    public String getStatus() {
        return begun ? "working" : "waiting for a thread";
    }

    /** Says what is left where the agent went away in mid-work: nobody can know how far it came. */
    private void fail(DeliveryContext delivery, Throwable e) {
        if (WorkspaceLost.in(e).isPresent() && !ending.isDone()) {
            delivery.events().publish(new Remark(delivery.clock().instant(), true, name(), left()));
        }
        fail(e);
    }

    private void fail(Throwable e) {
        if (ending.first()) {
            getContext().onFailure(forPeople(e));
        }
    }

    /** A failure that a person can act on has no stack trace in the log; a defect keeps it. */
    static Throwable forPeople(Throwable e) {
        Throwable lost = WorkspaceLost.in(e).orElse(null);
        if (lost != null) {
            return new AbortException(lost.getMessage());
        }
        return e instanceof DeliveryException ? new AbortException(e.getMessage()) : e;
    }
}
