package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.Session;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The wait for a cluster, and the pattern of every long wait.
 *
 * <p>Persisted, by the subclass: the parameters until the plan is written down, and then the state as JSON. Session, threads and
 * clients are made anew after a restart; {@link #start} and {@link #onResume} share {@link #begin}. It holds no executor and no thread
 * while it waits, and completes exactly once. It has no persisted field of its own: those of runs that an earlier version began are
 * the subclass's.
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

    RolloutExecution(StepContext context) {
        super(context);
    }

    /** The step's name in Jenkinsfiles. */
    abstract String name();

    abstract Once ending();

    /** What was persisted last; null until the plan is written down. */
    abstract String state();

    abstract void keep(String json);

    abstract S session(DeliveryContext delivery);

    /** Begins what the step is for; on a pool thread. */
    abstract void begin(S begun, DeliveryContext delivery, DeploymentScope scope) throws Exception;

    /** What is left where the session has not come far enough to say it. */
    abstract String left();

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
                if (state() == null) {
                    begin(begun, delivery, scope);
                } else {
                    begun.resume(state());
                }
            } catch (Exception e) {
                if (!pool.isClosed()) {
                    fail(e);
                } // else Jenkins stops, and it begins again after the restart
            }
        });
    }

    @Override
    public final void persist(String json) {
        keep(json);
        getContext().saveState();
    }

    @Override
    public final void stop(Throwable cause) throws Exception {
        if (!ending().first()) {
            return;
        }
        try {
            S running = session;
            String said = running == null ? null : running.stop();
            Future<?> task = beginning;
            if (task != null) {
                task.cancel(true);
            }
            DeliveryContext delivery = DeliveryContextFactory.of(getContext());
            delivery.events()
                    .publish(new Remark(delivery.clock().instant(), true, name(), said == null ? left() : said));
        } finally {
            getContext().onFailure(cause);
        }
    }

    final void fail(Exception e) {
        if (ending().first()) {
            getContext().onFailure(BackgroundExecution.forPeople(e));
        }
    }
}
