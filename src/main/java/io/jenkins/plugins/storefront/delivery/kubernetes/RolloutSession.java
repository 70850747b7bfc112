package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** Whoever waits for a turn asks again so often. */
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(3);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final Host host;
    private final AtomicBoolean lookPending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private Cluster cluster;
    private AutoCloseable watches;
    private Future<?> timer;
    private volatile Turn turn;
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

    /**
     * Waits for its turn, plans a rollout and begins it; call on a pool thread. Throws only before anything was changed; where it had to
     * wait, what fails then is told to the host.
     */
    public void start(RolloutRequest request) throws DeliveryException {
        open(request.cluster());
        begin(request, () -> Turn.of(delivery, cluster, request), () -> new Planner(delivery, cluster).plan(request));
    }

    /** Sets parts of objects, and waits until they serve; otherwise as {@link #start}. */
    void startReplacing(RolloutRequest request, List<RolloutPlan.Replacement> parts) throws DeliveryException {
        open(request.cluster());
        begin(request, () -> Turn.of(delivery, cluster, request), () -> new Planner(delivery, cluster)
                .replace(request, parts));
    }

    /** Begins the undo of a rollout; ends at once where that rollout changed nothing. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        open(request.cluster());
        delivery.events().publish(new UndoStarted(now(), undone, why));
        begin(request, () -> Turn.ofUndo(delivery, cluster, request, undone), () -> {
            RolloutState planned = new Planner(delivery, cluster).undo(request, undone);
            if (planned == null) {
                delivery.events().publish(new UndoEnded(now(), undone, true, "nothing had been changed"));
            }
            return planned;
        });
    }

    /** Goes on from a persisted state; call on a pool thread. */
    public void resume(String json) throws DeliveryException {
        state = RolloutStateJson.read(json);
        open(state.cluster());
        turn = Turn.of(delivery, cluster, state);
        try {
            turn.takeAgain();
        } catch (DeliveryException e) {
            turn = null;
            end(refused(e));
            return;
        }
        proceed();
    }

    private void open(String name) throws DeliveryException {
        cluster = Clusters.open(delivery.clusters().resolve(name));
    }

    /** Something that asks the cluster. */
    @FunctionalInterface
    private interface Asking<T> {
        T get() throws DeliveryException;
    }

    private void begin(RolloutRequest request, Asking<Turn> whose, Asking<RolloutState> planning)
            throws DeliveryException {
        try {
            Turn wanted = whose.get();
            if (wanted.take(request.options().refuseIfHeld())) {
                turn = wanted;
                plan(planning);
            } else {
                Instant last = now().plus(request.timeout());
                pool.schedule(() -> beginLater(wanted, planning, last), BETWEEN_TURNS);
                return;
            }
        } catch (DeliveryException e) {
            release();
            throw new DeliveryException("cluster " + request.cluster() + ": " + e.getMessage(), e);
        }
        begun();
    }

    private void beginLater(Turn wanted, Asking<RolloutState> planning, Instant last) {
        if (over.get()) {
            return;
        }
        try {
            if (!wanted.take(now().isAfter(last))) {
                pool.schedule(() -> beginLater(wanted, planning, last), BETWEEN_TURNS);
                return;
            }
            turn = wanted;
            plan(planning);
        } catch (DeliveryException e) {
            if (!pool.isClosed() && over.compareAndSet(false, true)) {
                release();
                host.ended(null, new RolloutMachine.End(Outcome.FAILED, e.getMessage(), List.of()));
            } // else the host stops, and it begins again after the restart
            return;
        }
        begun();
    }

    private void plan(Asking<RolloutState> planning) throws DeliveryException {
        state = planning.get();
    }

    private void begun() {
        if (over.get()) {
            release();
        } else if (state == null) {
            over.set(true);
            release();
            host.ended(null, new RolloutMachine.End(Outcome.SUCCEEDED, "nothing had been changed", List.of()));
        } else {
            host.persist(RolloutStateJson.write(state));
            proceed();
        }
    }

    private RolloutMachine.End refused(DeliveryException e) {
        return new RolloutMachine.End(
                Outcome.FAILED,
                e.getMessage(),
                List.of(FailureCause.of("Refused", "rollout to " + state.cluster(), e.getMessage())));
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
            end(refused(e));
        }
    }

    private void apply() throws DeliveryException {
        state = new Applier(delivery, cluster, over::get).apply(state);
        host.persist(RolloutStateJson.write(state));
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
            new Jobs(delivery, cluster).tellLogs(before, state);
            if (transition.end() != null) {
                List<FailureCause> causes =
                        new Observer(cluster).withLogs(transition.end().causes(), state);
                if (transition.end().outcome() == Outcome.SUCCEEDED && !finished()) {
                    return;
                }
                end(new RolloutMachine.End(
                        transition.end().outcome(), transition.end().verdict(), causes));
                return;
            }
            if (!state.startable().isEmpty()) {
                goOn();
                return;
            }
            turn.renew();
            if (!before.equals(state)) {
                host.persist(RolloutStateJson.write(state));
            }
            lookAt(Duration.between(now(), transition.nextLookAt()));
        } catch (DeliveryException e) {
            blind(e);
        }
    }

    /** The next groups' turn has come. */
    private void goOn() {
        try {
            apply();
            watches.close();
            watches = cluster.watch(Observer.watched(state), this::lookSoon);
            lookSoon();
        } catch (DeliveryException e) {
            end(refused(e));
        } catch (Exception e) {
            throw new IllegalStateException("watches close without failing", e);
        }
    }

    /** Does what is left when everything serves; whether that went well. */
    private boolean finished() {
        try {
            new Completion(delivery, cluster).finish(state);
            return true;
        } catch (DeliveryException e) {
            end(refused(e));
            return false;
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
        endTurn();
        if (cluster != null) {
            cluster.close();
        }
    }

    private void endTurn() {
        Turn ended = turn;
        turn = null;
        if (ended != null && !pool.isClosed()) {
            try {
                ended.end();
            } catch (DeliveryException e) {
                delivery.events()
                        .publish(new Remark(
                                now(), false, "this target", "stays reserved until the run ends: " + e.getMessage()));
            }
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
