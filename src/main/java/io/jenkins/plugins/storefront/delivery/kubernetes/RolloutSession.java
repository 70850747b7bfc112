package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes one rollout, or the undo of one, from its written plan to its end: apply, watch, feed the {@link RolloutMachine}, gather
 * causes, tell. Everything it does may be done again after a crash, from any state that it gave to {@link Host#persist}.
 *
 * <p>While it waits it holds no thread: a change seen by a watch, or the time of the next look, schedules one look on the pool.
 */
public final class RolloutSession {
    /** Changes come in bursts; they are looked at together. */
    private static final Duration SETTLE = Duration.ofMillis(20);

    /** After a look that failed although retried: the cluster is away for a while. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final Host host;
    private final AtomicBoolean lookPending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private Cluster cluster;
    private AutoCloseable watches;
    private Future<?> timer;
    private volatile RolloutState state;

    /** Who holds the state and waits for the end. */
    public interface Host {
        /** Writes the state down; it is on disk, or soon will be, when this returns. */
        void persist(String state);

        /** Called once. */
        void ended(RolloutState state, RolloutMachine.End end);
    }

    public RolloutSession(DeliveryContext delivery, Host host) {
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.host = host;
    }

    /** Plans a rollout and begins it; call on a pool thread. Throws only before anything was changed. */
    public void start(RolloutRequest request) throws DeliveryException {
        cluster = Clusters.open(delivery.clusters().resolve(request.cluster()));
        try {
            state = new Planner(delivery, cluster).plan(request);
        } catch (DeliveryException e) {
            cluster.close();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        if (over.get()) {
            release();
            return;
        }
        host.persist(RolloutStateJson.write(state));
        proceed();
    }

    /** Begins the undo of a rollout; ends at once where that rollout changed nothing. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        cluster = Clusters.open(delivery.clusters().resolve(request.cluster()));
        delivery.events().publish(new UndoStarted(now(), undone, why));
        state = new Planner(delivery, cluster).undo(request, undone);
        if (state == null) {
            delivery.events().publish(new UndoEnded(now(), undone, true, "nothing had been changed"));
            cluster.close();
            host.ended(null, new RolloutMachine.End(Outcome.SUCCEEDED, "nothing had been changed", List.of()));
            return;
        }
        host.persist(RolloutStateJson.write(state));
        proceed();
    }

    /** Goes on from a persisted state; call on a pool thread. */
    public void resume(String json) throws DeliveryException {
        state = RolloutStateJson.read(json);
        cluster = Clusters.open(delivery.clusters().resolve(state.cluster()));
        proceed();
    }

    /**
     * Stops waiting and says what is left; nothing is undone. It waits for nothing itself, as a call to the cluster may be under way
     * and unanswered: the connection is closed on the pool.
     */
    public String stop() {
        over.set(true);
        RolloutState last = state;
        pool.submit(this::release);
        if (last == null) {
            return "nothing was applied";
        } else if (last.phase() == RolloutState.Phase.PLANNED) {
            return "the rollout may be applied in part";
        }
        long left = last.targets().stream().filter(target -> !target.ready()).count();
        return "the rollout was applied and goes on in the cluster; " + left + " of "
                + last.targets().size() + " objects did not serve yet";
    }

    private void proceed() {
        try {
            if (state.phase() == RolloutState.Phase.PLANNED) {
                apply();
            }
            synchronized (this) {
                if (over.get()) {
                    release();
                    return;
                }
                watches = cluster.watch(Observer.watched(state), this::lookSoon);
            }
            lookSoon();
        } catch (DeliveryException e) {
            end(new RolloutMachine.End(
                    Outcome.FAILED,
                    e.getMessage(),
                    List.of(FailureCause.of("Refused", "rollout to " + state.cluster(), e.getMessage()))));
        }
    }

    private void apply() throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(state.id()));
        if (plan == null) {
            throw new DeliveryException("the plan of this rollout is gone; run the stage anew");
        }
        if (state.undoOf() == null && RolloutPlan.kept(delivery, RolloutPlan.undoOf(state.id())) == null) {
            new Planner(delivery, cluster).replaced(plan).keep(delivery, RolloutPlan.undoOf(state.id()));
        }
        List<RolloutState.Target> targets = new ArrayList<>();
        for (Manifest manifest : plan.manifests()) {
            if (over.get()) {
                return;
            }
            targets.add(apply(manifest, plan.force()));
        }
        for (WorkloadRef created : plan.delete()) {
            cluster.delete(created);
            tell(created, "deleted");
        }
        state = state.applied(targets, now());
        host.persist(RolloutStateJson.write(state));
    }

    private RolloutState.Target apply(Manifest manifest, boolean force) throws DeliveryException {
        Map<String, Object> before = cluster.get(manifest.ref());
        Map<String, Object> after;
        try {
            after = cluster.apply(manifest, force);
        } catch (DeliveryException e) {
            // A Job cannot be changed; one that has ended makes room for the next of its name
            if (!manifest.kind().equals("Job")
                    || before == null
                    || !e.getMessage().contains("immutable")) {
                throw e;
            }
            cluster.delete(manifest.ref());
            after = cluster.apply(manifest, force);
        }
        String change =
                before == null ? "created" : version(before).equals(version(after)) ? "unchanged" : "configured";
        tell(manifest.ref(), change);
        List<String> images = Fields.list(after, "spec", "template", "spec", "containers").stream()
                .map(container -> String.valueOf(Fields.text(container, "image")))
                .toList();
        return new RolloutState.Target(
                manifest.ref(),
                Fields.text(after, "metadata", "uid"),
                Fields.number(after, "metadata", "generation"),
                images,
                false,
                "",
                null);
    }

    private static String version(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "resourceVersion"));
    }

    private void tell(WorkloadRef object, String change) {
        delivery.events().publish(new ObjectApplied(now(), state.id(), object, change));
    }

    private void lookSoon() {
        if (!over.get() && lookPending.compareAndSet(false, true)) {
            pool.schedule(this::look, SETTLE);
        }
    }

    private synchronized void look() {
        lookPending.set(false);
        if (over.get()) {
            return;
        }
        try {
            RolloutState before = state;
            RolloutMachine.Transition transition = RolloutMachine.next(state, new Observer(cluster).look(state), now());
            state = transition.state();
            transition.events().forEach(delivery.events()::publish);
            if (transition.end() != null) {
                List<FailureCause> causes =
                        new Observer(cluster).withLogs(transition.end().causes(), state);
                end(new RolloutMachine.End(
                        transition.end().outcome(), transition.end().verdict(), causes));
                return;
            }
            if (!before.equals(state)) {
                host.persist(RolloutStateJson.write(state));
            }
            lookAt(Duration.between(now(), transition.nextLookAt()));
        } catch (DeliveryException e) {
            blind(e);
        }
    }

    /** The cluster does not answer: go on until the deadline, then say so. */
    private void blind(DeliveryException e) {
        Instant now = now();
        if (now.isBefore(state.limits().deadline())) {
            lookAt(PAUSE);
        } else {
            end(new RolloutMachine.End(
                    Outcome.FAILED,
                    e.getMessage(),
                    List.of(FailureCause.of("ClusterUnreachable", "cluster " + state.cluster(), e.getMessage()))));
        }
    }

    private void lookAt(Duration in) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = pool.schedule(this::lookSoon, in);
    }

    private void end(RolloutMachine.End end) {
        if (pool.isClosed()) {
            return; // what failed was interrupted as the host stops; it goes on after the restart
        }
        if (!over.compareAndSet(false, true)) {
            return;
        }
        if (state.undoOf() != null) {
            delivery.events()
                    .publish(new UndoEnded(
                            now(),
                            state.undoOf(),
                            end.outcome() == Outcome.SUCCEEDED,
                            end.outcome() == Outcome.SUCCEEDED ? "what served before serves again" : end.verdict()));
        } else {
            delivery.events().publish(new RolloutEnded(now(), state.id(), end.outcome(), end.verdict(), end.causes()));
        }
        release();
        host.ended(state, end);
    }

    private synchronized void release() {
        if (timer != null) {
            timer.cancel(false);
        }
        try {
            if (watches != null) {
                watches.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("watches close without failing", e);
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
