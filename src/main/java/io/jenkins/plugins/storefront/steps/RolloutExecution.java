package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.Session;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The wait for a cluster, and the pattern of every long wait.
 *
 * <p>Persisted with the program, by the subclass: the parameters. The state is in the run's folder ({@link KeptState}): it is on disk
 * before anything that it tells of is done, as a program that is saved some time later would not be, and no waiting run makes Pipeline
 * save its whole program for it. Session, threads and clients are made anew after a restart; {@link #start} and {@link #onResume} share
 * {@link #begin}. It holds no executor and no thread while it waits, and completes exactly once. It has no persisted field of its own:
 * those of runs that an earlier version began are the subclass's.
 *
 * @param <S> what it waits for
 */
abstract class RolloutExecution<S extends Session> extends StepExecution implements RolloutSession.Host {
    @Serial
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private transient volatile S session;

    @SuppressWarnings("serial")
    private transient volatile Future<?> beginning;

    @SuppressWarnings("serial")
    private transient volatile KeptState kept;

    /** Whether what was written down before a restart is yet to be read. */
    private transient volatile boolean unread;

    RolloutExecution(StepContext context) {
        super(context);
    }

    /** The step's name in Jenkinsfiles. */
    abstract String name();

    abstract Once ending();

    /** Called before the state is asked for, whether it begins or goes on; on a pool thread. */
    void prepare(DeliveryContext delivery, DeploymentScope scope) {}

    /** What tells the state of this session from those of others of the run. */
    abstract String key();

    /** The state that an earlier version of the plugin persisted with the program; null in runs of this one. */
    abstract String stateBefore();

    abstract S session(DeliveryContext delivery);

    /** Begins what the step is for; on a pool thread. */
    abstract void begin(S begun, DeliveryContext delivery, DeploymentScope scope) throws Exception;

    /** What is left, where the session has not come far enough to say it, of what is planned or begun. */
    abstract String left(boolean planned);

    /** Whether a plan is written down, as far as is known. */
    final boolean isPlanned() {
        KeptState state = kept;
        return state != null && state.isWritten();
    }

    @Override
    public final boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public final void onResume() {
        unread = true;
        try {
            begin();
        } catch (Exception e) {
            fail(e);
        }
    }

    final void begin() throws IOException, InterruptedException {
        DeliveryContext delivery = DeliveryContextFactory.of(getContext());
        DeploymentScope scope = getContext().get(DeploymentScope.class);
        WorkPool pool = delivery.pool();
        beginning = pool.submit(() -> {
            try {
                S begun = session(delivery);
                session = begun;
                if (ending().isDone()) {
                    return; // stopped before it began
                }
                prepare(delivery, scope);
                KeptState own = new KeptState(delivery, key());
                kept = own;
                String state = own.read(stateBefore());
                unread = false;
                if (state == null) {
                    begin(begun, delivery, scope);
                } else {
                    begun.resume(state);
                }
            } catch (Exception | LinkageError e) {
                if (!pool.isClosed()) {
                    fail(e);
                } // else Jenkins stops, and it begins again after the restart
            }
        });
    }

    @Override
    public final void persist(String json) {
        try {
            kept.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of " + name() + " cannot be written down: " + e.getMessage(), e);
        }
    }

    @Override
    public final void stop(Throwable cause) throws Exception {
        if (!ending().first()) {
            return;
        }
        try {
            S running = session;
            String said = running == null ? null : running.stop();
            String left = unread ? "what was begun before the restart goes on in the cluster" : left(isPlanned());
            Future<?> task = beginning;
            if (task != null) {
                task.cancel(true);
            }
            DeliveryContext delivery = DeliveryContextFactory.of(getContext());
            delivery.events().publish(new Remark(delivery.clock().instant(), true, name(), said == null ? left : said));
        } finally {
            getContext().onFailure(cause);
        }
    }

    final void fail(Throwable e) {
        if (ending().first()) {
            getContext().onFailure(BackgroundExecution.forPeople(e));
        }
    }
}
