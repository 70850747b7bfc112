package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Takes one rollout, or the undo of one, from its written plan to its end: apply, look, feed the {@link RolloutMachine}, gather
 * causes, tell. Everything it does may be done again after a crash, from any state that it gave to {@link Host#persist}.
 *
 * <p>While it waits it holds no thread and asks the cluster nothing: a change that the shared informers see, or the time of the next
 * look, schedules one look on the pool.
 */
public final class RolloutSession {
    /** Changes come in bursts; they are looked at together. */
    private static final Duration SETTLE = Duration.ofMillis(10);

    /** After a look that failed although retried: the cluster is away for a while. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What moved on is written down so often; what is lost by a crash is only seen and told again. */
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    /** A failure is asked after at the cluster itself: a view over a dead connection may be behind. */
    private static final Duration BETWEEN_DOUBTS = Duration.ofMillis(250);

    private static final int MOST_DOUBTS = 8;

    /** Nothing that was seen or missed in so short a time decides anything. */
    private static final Duration SHORT_GAP = Duration.ofSeconds(3);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final Host host;
    private final AtomicBoolean lookPending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LogTails tails;
    private final Part part;
    private volatile Eyes eyes;
    private Future<?> timer;
    private int doubts;
    private Instant blindSince;
    private Instant writtenAt = Instant.MIN;
    private boolean toldUnseen;
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
        this(delivery, host, Part.WHOLE);
    }

    /** A session that is a part of something larger. */
    RolloutSession(DeliveryContext delivery, Host host, Part part) {
        this.part = part;
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.host = host;
        this.tails = new LogTails(delivery);
    }

    /**
     * Waits for its turn, plans a rollout and begins it; call on a pool thread. Throws only before anything was changed; where it had to
     * wait, what fails then is told to the host.
     */
    public void start(RolloutRequest request) throws DeliveryException {
        Cluster cluster = open(request.cluster());
        begin(request, () -> Turn.of(delivery, cluster, request), () -> new Planner(delivery, cluster).plan(request));
    }

    /** Does a task; call on a pool thread. */
    public void start(RolloutRequest request, RolloutTask task) throws DeliveryException {
        Cluster cluster = open(request.cluster());
        begin(request, () -> Turn.of(delivery, cluster, request), () -> new Planner(delivery, cluster)
                .plan(request, task));
    }

    /** Begins the undo of a rollout; ends at once where that rollout changed nothing. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        Cluster cluster = open(request.cluster());
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
        state = RolloutStateJson.read(json).afterGap(now());
        Cluster cluster = open(state.cluster());
        Turn again = Turn.of(delivery, state);
        try {
            again.takeAgain(cluster);
        } catch (DeliveryException e) {
            end(refused(e));
            return;
        }
        turn = again;
        proceed();
    }

    private void begin(
            RolloutRequest request, RolloutStart.Asking<Turn> whose, RolloutStart.Asking<RolloutState> planning)
            throws DeliveryException {
        new RolloutStart(delivery, eyes.cluster(), this).begin(request, whose, planning);
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

    /** @param planned null where there is nothing to do */
    void begun(RolloutState planned) {
        state = planned;
        if (over.get()) {
            release();
        } else if (state == null) {
            over.set(true);
            release();
            host.ended(null, new RolloutMachine.End(Outcome.SUCCEEDED, "nothing had been changed", List.of()));
        } else if (part.takesOver(state)) {
            over.set(true);
            release();
        } else {
            write(now());
            proceed();
        }
    }

    private RolloutMachine.End refused(DeliveryException e) {
        return failed("Refused", "rollout to " + state.cluster(), e.getMessage());
    }

    private synchronized Cluster open(String cluster) throws DeliveryException {
        eyes = new Eyes(delivery, cluster, this::lookSoon);
        return eyes.cluster();
    }

    /**
     * Stops waiting and says what is left; nothing is undone. It waits for nothing itself, as a call to the cluster may be under way
     * and unanswered: the connection is closed on the pool.
     *
     * @return what is left; null where it has neither planned anything nor taken a persisted state up yet
     */
    public String stop() {
        over.set(true);
        RolloutState last = state;
        pool.submit(this::release);
        if (last == null) {
            return null;
        } else if (last.phase() == RolloutState.Phase.PLANNED) {
            return "the rollout may be applied in part";
        }
        long left = last.targets().stream().filter(target -> !target.ready()).count();
        return "the rollout was applied and goes on in the cluster; " + left + " of "
                + last.targets().size() + " objects did not serve yet";
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
            lookSoon();
        } catch (DeliveryException e) {
            end(refused(e));
        }
    }

    private static RolloutMachine.End failed(String code, String subject, String why) {
        return new RolloutMachine.End(Outcome.FAILED, why, List.of(FailureCause.of(code, subject, why)));
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
            renewLogin();
            if (over.get()) {
                return;
            }
            String refusal = eyes.refusal();
            if (refusal != null) {
                end(failed(
                        "Refused",
                        "cluster " + state.cluster(),
                        refusal + "; give this account the right to get, list and watch them"));
                return;
            }
            String trouble = eyes.trouble();
            if (trouble != null) {
                blind(trouble);
                return;
            }
            sighted();
            step();
        } catch (DeliveryException e) {
            blind(e.getMessage());
        } catch (RuntimeException e) {
            // A mistake of ours: better an end that says so than a rollout that waits for ever
            end(failed("Defect", "rollout to " + state.cluster(), "the rollout cannot go on: " + e));
            throw e; // to the log
        }
    }

    private void renewLogin() throws DeliveryException {
        try {
            eyes.renewLogin(state);
        } catch (NotLoggedInException e) {
            end(failed("NotLoggedIn", "cluster " + state.cluster(), e.getMessage()));
        }
    }

    private void step() throws DeliveryException {
        Instant now = now();
        RolloutState before = state;
        Map<WorkloadRef, Seen> seen = eyes.look(state);
        if (state.limits().rules().logs()) {
            tails.look(seen, eyes);
        }
        RolloutMachine.Transition transition = RolloutMachine.next(state, seen, now);
        RolloutMachine.End end = transition.end();
        FailureCause changed =
                end != null && end.outcome() == Outcome.SUCCEEDED ? AppliedTemplates.changed(state, eyes) : null;
        if (changed != null) {
            end = new RolloutMachine.End(
                    Outcome.FAILED, changed.subject() + ": " + changed.message(), List.of(changed));
        }
        if (end != null && end.outcome() != Outcome.SUCCEEDED && doubts < MOST_DOUBTS && !eyes.isCurrent(end, state)) {
            doubts++;
            lookAt(BETWEEN_DOUBTS);
            return;
        }
        doubts = 0;
        state = transition.state();
        transition.events().forEach(delivery.events()::publish);
        new Jobs(delivery, eyes.cluster()).tellLogs(before, state);
        if (end != null) {
            if (end.outcome() == Outcome.SUCCEEDED && !finished()) {
                return;
            }
            List<FailureCause> causes = new Inquest(delivery, eyes, state).about(end.causes());
            end(new RolloutMachine.End(end.outcome(), end.verdict(), causes));
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
        lookAt(Duration.between(now(), transition.nextLookAt()));
    }

    /** The next groups' turn has come. */
    private void goOn() {
        try {
            state = new Applier(delivery, eyes.cluster(), over::get, part).apply(state);
            write(now());
            eyes.aim(state);
            lookSoon();
        } catch (DeliveryException e) {
            end(refused(e));
        }
    }

    /** Does what is left when everything serves; whether that went well. */
    private boolean finished() {
        try {
            new Completion(delivery, eyes.cluster()).finish(state);
            return true;
        } catch (DeliveryException e) {
            end(refused(e));
            return false;
        }
    }

    /** The cluster does not answer: go on until the deadline, then say so. What was seen before may no longer be so. */
    private void blind(String why) {
        Instant now = now();
        blindSince = blindSince == null ? now : blindSince;
        Instant deadline = state.limits().deadline();
        if (eyes.isLate(deadline, now)) {
            end(failed(
                    "ClusterUnreachable", "cluster " + state.cluster(), "not done in time, and the cluster: " + why));
        } else {
            Duration left = Duration.between(now, deadline);
            lookAt(now.isBefore(deadline) && left.compareTo(PAUSE) < 0 ? left : PAUSE);
        }
    }

    private void sighted() {
        Instant now = now();
        if (blindSince != null && now.isAfter(blindSince.plus(SHORT_GAP))) {
            state = state.afterGap(now);
            eyes.everything();
        }
        blindSince = null;
        if (!toldUnseen && !eyes.unseen().isEmpty()) {
            toldUnseen = true;
            String kinds = eyes.unseen().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            delivery.events()
                    .publish(new Remark(
                            now,
                            true,
                            "cluster " + state.cluster(),
                            "this account may not look at " + kinds + "; verdicts are made without them"));
        }
    }

    private void write(Instant now) {
        writtenAt = now;
        host.persist(RolloutStateJson.write(state));
    }

    private void lookAt(Duration in) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = pool.schedule(this::lookAtAll, in);
    }

    private void lookAtAll() {
        Eyes open = eyes;
        if (open != null) {
            open.everything();
        }
        lookSoon();
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
        } else if (part.isTheEnd()) {
            delivery.events().publish(new RolloutEnded(now(), state.id(), end.outcome(), end.verdict(), end.causes()));
        }
        release();
        host.ended(state, end);
    }

    synchronized void release() {
        if (timer != null) {
            timer.cancel(false);
        }
        tails.close();
        if (eyes != null) {
            if (part.isTheEnd() || state == null) {
                endTurn();
            }
            eyes.close();
        }
    }

    private void endTurn() {
        Turn ended = turn;
        turn = null;
        if (ended == null || pool.isClosed()) {
            return; // a host that stops goes on after the restart
        }
        try {
            ended.end(eyes.cluster());
        } catch (DeliveryException e) {
            delivery.events()
                    .publish(new Remark(
                            now(), false, "this target", "stays reserved until the run ends: " + e.getMessage()));
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
