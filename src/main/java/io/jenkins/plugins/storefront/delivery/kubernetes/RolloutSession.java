package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes one rollout, or the undo of one, from its written plan to its end: apply, look, feed the {@link RolloutMachine}, gather
 * causes, tell. Everything it does may be done again after a crash, from any state that it gave to {@link Host#persist}.
 *
 * <p>While it waits it holds no thread and asks the cluster nothing: a change that the shared informers see, or the time of the next
 * look, schedules one look on the pool.
 */
public final class RolloutSession implements Session {
    /** What moved on is written down so often; what is lost by a crash is only seen and told again. */
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final Host host;
    private final AtomicBoolean over = new AtomicBoolean();
    private final NextLook next;
    private final FirstLook first = new FirstLook();
    private final Part part;
    private final Eyes around;
    private final Turn taken;
    private volatile Eyes eyes;
    private Gaps gaps;
    private RolloutLook look;
    private Instant writtenAt = Instant.MIN;
    private volatile Turn turn;
    private volatile RolloutState state;

    /** Who holds the state and waits for the end. */
    public interface Host {
        /** Writes the state down; it is on disk, or soon will be, when this returns: the sooner, the less is done again. */
        void persist(String state);

        /** Called once. */
        void ended(RolloutState state, RolloutMachine.End end);
    }

    public RolloutSession(DeliveryContext delivery, Host host) {
        this(delivery, host, Part.WHOLE, null, null);
    }

    /**
     * A session that is a part of something larger.
     *
     * @param around what that looks with, over the same connection; or null
     * @param taken the turn that it has; or null
     */
    RolloutSession(DeliveryContext delivery, Host host, Part part, Eyes around, Turn taken) {
        this.part = part;
        this.around = around;
        this.taken = taken;
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.host = host;
        this.next = new NextLook(pool, this::look, this::lookAtAll, over::get);
    }

    /**
     * Waits for its turn, plans a rollout and begins it; call on a pool thread. Throws only before anything was changed; where it had to
     * wait, what fails then is told to the host.
     */
    public void start(RolloutRequest request) throws DeliveryException {
        starting(request).plan(planner -> planner.plan(request));
    }

    /** Does a task; call on a pool thread. */
    public void start(RolloutRequest request, RolloutTask task) throws DeliveryException {
        starting(request).plan(planner -> planner.plan(request, task));
    }

    /** Begins the undo of a rollout; ends at once where that rollout changed nothing. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        starting(request).undo(undone, why);
    }

    private RolloutStart starting(RolloutRequest request) throws DeliveryException {
        return new RolloutStart(delivery, open(request.cluster()), request, this);
    }

    /** Goes on from a persisted state; call on a pool thread. */
    @Override
    public void resume(String json) throws DeliveryException {
        state = RolloutStateJson.read(json).afterGap(now());
        Cluster cluster = open(state.cluster());
        Turn again = taken == null ? Turn.of(delivery, state) : taken;
        try {
            again.takeAgain(cluster);
        } catch (DeliveryException e) {
            end(Ends.refused(state, e));
            return;
        }
        turn = again;
        proceed();
    }

    boolean isOver() {
        return over.get();
    }

    /** It is this session's turn. */
    void hasTurn(Turn taken) {
        turn = taken;
    }

    /** It cannot begin, and whoever asked for it has gone on since. */
    void neverBegan(DeliveryException e) {
        if (!pool.isClosed() && over.compareAndSet(false, true)) {
            release();
            host.ended(null, new RolloutMachine.End(Outcome.FAILED, e.getMessage(), List.of()));
        } // else the host stops, and it begins again after the restart
    }

    /** @param planned its state is null where there is nothing to do */
    void begun(RolloutStart.Planned planned) {
        state = planned.state();
        if (over.get()) {
            release();
        } else if (state == null) {
            over.set(true);
            release();
            host.ended(null, new RolloutMachine.End(Outcome.SUCCEEDED, "nothing had been changed", List.of()));
        } else if (part.takesOver(new Handover(state, turn, eyes, planned.seen()))) {
            over.set(true);
            release();
        } else {
            write(now());
            proceed();
        }
    }

    private synchronized Cluster open(String cluster) throws DeliveryException {
        eyes = around == null ? new Eyes(delivery, cluster, next::soon) : around.another(next::soon);
        gaps = new Gaps(delivery, eyes);
        look = new RolloutLook(delivery, eyes);
        return eyes.cluster();
    }

    /**
     * Stops waiting and says what is left; nothing is undone. It waits for nothing itself, as a call to the cluster may be under way
     * and unanswered: the connection is closed on the pool.
     *
     * @return what is left; null where it has neither planned anything nor taken a persisted state up yet
     */
    @Override
    public String stop() {
        over.set(true);
        RolloutState last = state;
        pool.submit(this::release);
        return last == null ? null : Ends.left(last);
    }

    private void proceed() {
        try {
            eyes.prepare(state.namespace());
            if (state.phase() == RolloutState.Phase.PLANNED) {
                state = new Applier(delivery, eyes.cluster(), over::get, part).apply(state);
                write(now());
            }
            synchronized (this) {
                if (over.get()) {
                    release();
                    return;
                }
                eyes.aim(state);
            }
            lookAtWhatWasApplied();
        } catch (DeliveryException e) {
            end(Ends.refused(state, e));
        }
    }

    private synchronized void look() {
        next.begins();
        if (over.get()) {
            return;
        }
        try {
            RolloutMachine.End hopeless = look.hopeless(state);
            if (hopeless != null) {
                end(hopeless);
                return;
            } else if (over.get()) {
                return; // while it logged in
            }
            String trouble = eyes.trouble();
            if (trouble != null) {
                blind(trouble);
                return;
            }
            state = gaps.ends(state);
            Duration early = first.waits(eyes, state, now());
            if (early == null) {
                step();
            } else {
                next.in(early);
            }
        } catch (DeliveryException e) {
            blind(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            // A mistake of ours: better an end that says so than a rollout that waits for ever
            end(Ends.failed("Defect", "rollout to " + state.cluster(), "the rollout cannot go on: " + e));
            throw e; // to the log
        }
    }

    private void step() throws DeliveryException {
        Instant now = now();
        RolloutState before = state;
        RolloutMachine.Transition seen = look.look(before, now);
        if (seen == null) {
            next.in(RolloutLook.BETWEEN_DOUBTS);
            return;
        }
        state = seen.state();
        seen.events().forEach(delivery.events()::publish);
        new Jobs(delivery, eyes.cluster()).tellLogs(before, state);
        if (seen.end() != null) {
            conclude(seen.end());
            return;
        }
        if (!state.startable().isEmpty()) {
            goOn();
            return;
        }
        turn.renew(eyes.cluster());
        if (!before.equals(state) && !now.isBefore(writtenAt.plus(BETWEEN_WRITES))) {
            write(now);
        }
        next.in(Duration.between(now(), seen.nextLookAt()));
    }

    /** The next groups' turn has come. */
    private void goOn() {
        try {
            state = new Applier(delivery, eyes.cluster(), over::get, part).apply(state);
            write(now());
            eyes.aim(state);
            lookAtWhatWasApplied();
        } catch (DeliveryException e) {
            end(Ends.refused(state, e));
        }
    }

    /** At once where it is seen already, as what is not changed is; else when the cluster has told of it. */
    private void lookAtWhatWasApplied() {
        first.isDue(now());
        if (eyes.show(state)) {
            next.now();
        } else {
            next.soon();
        }
    }

    /** The objects have their verdict: does what is left when everything serves, or gathers why not. */
    private void conclude(RolloutMachine.End end) throws DeliveryException {
        if (end.outcome() == Outcome.SUCCEEDED) {
            try {
                new Completion(delivery, eyes.cluster()).finish(state);
            } catch (DeliveryException e) {
                end(Ends.refused(state, e));
                return;
            }
        }
        List<FailureCause> causes = new Inquest(delivery, eyes, state).about(end.causes());
        end(new RolloutMachine.End(end.outcome(), end.verdict(), causes));
    }

    /** The cluster does not answer: go on until the deadline, then say so. */
    private void blind(String why) {
        Duration in = gaps.begins(state);
        if (in == null) {
            end(Ends.unreachable(state, why));
        } else {
            next.in(in);
        }
    }

    private void write(Instant now) {
        writtenAt = now;
        host.persist(RolloutStateJson.write(state));
    }

    private void lookAtAll() {
        Eyes open = eyes;
        if (open != null) {
            open.everything();
        }
    }

    private void end(RolloutMachine.End end) {
        if (pool.isClosed()) {
            return; // what failed was interrupted as the host stops; it goes on after the restart
        }
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            if (state.undoOf() != null) {
                Ends.tellUndo(delivery, state.undoOf(), end);
            } else if (part.isTheEnd()) {
                Ends.tell(delivery, state.id(), end);
            }
            release();
        } finally {
            host.ended(state, end); // which waits for it, also where the release cannot be written
        }
    }

    synchronized void release() {
        next.cancel();
        if (eyes != null) {
            look.close();
            if (part.isTheEnd() || state == null) {
                endTurn();
            }
            eyes.close();
        }
    }

    private void endTurn() {
        Turn ended = turn;
        turn = null;
        if (ended != null && !pool.isClosed()) { // a host that stops goes on after the restart
            ended.end(eyes.cluster());
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
