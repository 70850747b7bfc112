package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Command;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Stops;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyMachine;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyRun;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes one rollout by a strategy from its plan to its end. The rollout of the declared objects, and the undo, are {@link RolloutSession}s
 * within it; what is before and after them is decided by the {@link StrategyMachine} and done by {@link StrategyActs}. What people say
 * comes from the release, where it is on record.
 *
 * <p>As a rollout's session it holds no thread while it waits, and all it does may be done again from any state that it persisted.
 */
public final class StrategySession {
    private static final Duration SETTLE = Duration.ofMillis(10);

    /** After a look that failed although retried. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** As for rollouts: a lost event must not cost a deployment. */
    private static final Duration SAFETY_LOOK = Duration.ofSeconds(20);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final RolloutSession.Host host;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Inner inner;
    private final Object writing = new Object();

    private volatile StrategyRun run;
    private volatile RolloutSession plain;
    private volatile Eyes eyes;
    private ReleaseBook.Listening listening = () -> {};
    private volatile int commands;
    private StrategyActs acts;
    private SecondWatch watch;
    private StrategyMoves moves;
    private volatile StrategyTeller teller;
    private Future<?> timer;

    public StrategySession(DeliveryContext delivery, RolloutSession.Host host) {
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.host = host;
        this.inner = new Inner(delivery, this::innerChanged);
    }

    /** Plans a rollout and begins it; as {@link RolloutSession#start}. */
    public void start(RolloutRequest request, Strategy strategy) throws DeliveryException {
        RolloutSession planning = new RolloutSession(delivery, host, new Part() {
            @Override
            public boolean isTheEnd() {
                return false;
            }

            @Override
            public boolean takesOver(RolloutState planned) {
                pool.submit(() -> begin(planned, strategy, request.timeout()));
                return true;
            }
        });
        plain = planning;
        planning.start(request);
    }

    /** The rollout is planned, and nothing is changed yet. */
    private synchronized void begin(RolloutState planned, Strategy wanted, Duration timeout) {
        plain = null;
        try {
            open(planned.cluster());
            if (over.get()) {
                endTurn(planned);
                close();
                return;
            }
            Strategy strategy = new StrategyPlan(delivery, eyes.cluster()).prepare(planned, wanted);
            go(new StrategyRun(StrategyState.begin(strategy, timeout, now()), planned, null, null, null));
            teller.begins(run.state(), now());
        } catch (DeliveryException e) {
            endTurn(planned);
            refuse(planned, e);
        }
    }

    /** It cannot begin, or go on. */
    private void refuse(RolloutState planned, DeliveryException e) {
        if (!pool.isClosed() && over.compareAndSet(false, true)) {
            close();
            RolloutMachine.End end = Inner.refused(planned, e);
            delivery.events()
                    .publish(new RolloutEnded(now(), planned.id(), end.outcome(), end.verdict(), end.causes()));
            host.ended(planned, end);
        }
    }

    /** Begins the undo of a rollout, in the way in which it was rolled out. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        plain = new RolloutSession(delivery, host);
        plain.startUndo(request, undone, why);
    }

    /** Goes on from a persisted state, of a strategy or of a plain rollout; call on a pool thread. */
    public void resume(String json) throws DeliveryException {
        if (!StrategyRun.isOne(json)) {
            plain = new RolloutSession(delivery, host);
            plain.resume(json);
            return;
        }
        StrategyRun read = StrategyRun.read(json);
        synchronized (this) {
            open(read.planned().cluster());
            try {
                Turn.of(delivery, read.planned()).takeAgain(eyes.cluster());
            } catch (DeliveryException e) {
                refuse(read.planned(), e);
                return;
            }
            StrategyRun again = read.with(read.state().again());
            go(again.second() == null ? again : again.withSecond(again.second().afterGap(now())));
        }
    }

    StrategyRun run() {
        return run;
    }

    /** From now on it is written down so; on the session's own thread. */
    void run(StrategyRun next) {
        run = next;
    }

    private void open(String cluster) throws DeliveryException {
        eyes = new Eyes(delivery, cluster, this::turnSoon);
    }

    private void go(StrategyRun begun) throws DeliveryException {
        run = begun;
        acts = new StrategyActs(
                delivery,
                eyes.cluster(),
                begun.state().strategy(),
                begun.planned().id());
        watch = new SecondWatch(delivery, eyes);
        moves = new StrategyMoves(delivery, acts, inner, eyes, this);
        teller = new StrategyTeller(delivery, begun.planned(), acts.second());
        if (begun.second() != null) {
            eyes.aim(begun.second());
        }
        listening = delivery.release().listen(release -> {
            if (said(release).size() != commands) {
                turnSoon();
            }
        });
        inner.restore(begun.inner(), begun.innerEnded());
        write();
        turnSoon();
    }

    /**
     * Stops, and says what is left; nothing is undone.
     *
     * @see RolloutSession#stop
     */
    public String stop() {
        over.set(true);
        RolloutSession alone = plain;
        StrategyRun last = run;
        if (alone != null) {
            return alone.stop();
        }
        String left = inner.stop();
        pool.submit(this::close);
        if (last == null) {
            return null;
        }
        return last.state().strategy().hasSecondSet() ? teller.left(last.state()) : left;
    }

    void turnSoon() {
        if (!over.get() && pending.compareAndSet(false, true)) {
            pool.schedule(this::turn, SETTLE);
        }
    }

    private synchronized void turn() {
        pending.set(false);
        try {
            while (!over.get() && !pool.isClosed()) {
                StrategyState state = run.state();
                if (state.phase() == Phase.DONE) {
                    end();
                    return;
                } else if (!state.acted()) {
                    if (!act()) {
                        return;
                    }
                } else if (!step()) {
                    return;
                }
            }
        } catch (DeliveryException e) {
            lookIn(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the host stops; it goes on after the restart
        } catch (RuntimeException e) {
            // A mistake of ours: better an end that says so than a rollout that waits for ever
            refuse(run.planned(), new DeliveryException("the strategy cannot go on: " + e, e));
        }
    }

    /** Does what the phase asks for; whether it goes on. */
    private boolean act() {
        StrategyState state = run.state();
        try {
            for (var action : StrategyMachine.actions(state)) {
                if (over.get()) {
                    return false;
                }
                moves.perform(action, state);
            }
            run = run.with(run.state().done());
            write();
            if (state.phase() == Phase.STOP && state.servesSince() != null) {
                teller.tell(StrategyMachine.Transition.to(run.state(), Stops.says(state)), now());
            }
            return true;
        } catch (DeliveryException e) {
            return took(StrategyMachine.refused(state, e.getMessage(), now()), state);
        }
    }

    /** One look, and what it leads to; whether it goes on. */
    private boolean step() throws DeliveryException, InterruptedException {
        Instant now = now();
        for (String gate : Stops.due(run.state(), now)) {
            run = run.with(run.state().answered(gate, teller.ask(gate, run.state(), now), now));
        }
        StrategyState state = run.state();
        return took(StrategyMachine.next(state, observe(now), now), state);
    }

    private boolean took(StrategyMachine.Transition next, StrategyState before) {
        boolean moved = !next.state().equals(before);
        if (moved) {
            run = run.with(next.state());
            write();
        }
        teller.tell(next, now());
        if (moved) {
            return true;
        }
        Instant at = next.nextLookAt();
        Duration in = at == null ? SAFETY_LOOK : Duration.between(now(), at);
        lookIn(in.compareTo(SAFETY_LOOK) > 0 ? SAFETY_LOOK : in.isNegative() ? SETTLE : in);
        return false;
    }

    private Observation observe(Instant now) throws DeliveryException {
        StrategyRun at = run;
        Ending innerEnded = inner.ended();
        Standing second = Standing.UNSEEN;
        List<FailureCause> causes = List.of();
        Standing own = innerEnded == null
                ? Standing.MOVING
                : innerEnded.outcome() == Outcome.SUCCEEDED ? Standing.SERVES : Standing.FAILED;
        if (at.state().phase() == Phase.DOWN) {
            own = at.second() == null || watch.down(at.second()) ? Standing.SERVES : Standing.MOVING;
        } else if (at.second() == null && at.state().phase() == Phase.NEEDS) {
            second = Standing.SERVES; // the new pods need nothing that comes with the set
        } else if (at.second() != null) {
            SecondWatch.View view = watch.look(at.second(), now);
            run = run.withSecond(view.state());
            second = view.standing();
            causes = view.causes();
        }
        if (causes.isEmpty() && innerEnded != null) {
            causes = innerEnded.causes();
        }
        List<Command> said = said(delivery.release().current());
        commands = said.size();
        return new Observation(second, own, causes, said);
    }

    private List<Command> said(Release release) {
        return release.strategyOf(run.planned().id()).commands().stream()
                .map(one -> new Command(one.action(), one.who()))
                .toList();
    }

    /** The session within has written its state, or has ended. */
    private void innerChanged() {
        write();
        if (inner.ended() != null) {
            turnSoon();
        }
    }

    /** The session within writes too, on its own threads: what is older must not be written last. */
    private void write() {
        synchronized (writing) {
            host.persist(run.withInner(inner.json(), inner.ended()).write());
        }
    }

    private void lookIn(Duration in) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = pool.schedule(
                () -> {
                    Eyes open = eyes;
                    if (open != null) {
                        open.everything();
                    }
                    turnSoon();
                },
                in);
    }

    private void end() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        StrategyRun last = run;
        Ending how = last.state().end();
        boolean asInner = inner.ended() != null
                && !last.state().goesBack()
                && !last.state().strategy().hasSecondSet();
        RolloutMachine.End end = asInner
                ? new RolloutMachine.End(
                        inner.ended().outcome(),
                        inner.ended().verdict(),
                        inner.ended().causes())
                : new RolloutMachine.End(how.outcome(), how.verdict(), how.causes());
        delivery.events()
                .publish(new RolloutEnded(now(), last.planned().id(), end.outcome(), end.verdict(), end.causes()));
        endTurn(last.planned());
        close();
        host.ended(last.planned().done(), end);
    }

    private void endTurn(RolloutState planned) {
        try {
            if (eyes != null) {
                Turn.of(delivery, planned).end(eyes.cluster());
            } // else it is free when the run ends
        } catch (DeliveryException e) {
            delivery.events()
                    .publish(new Remark(
                            now(), false, "this target", "stays reserved until the run ends: " + e.getMessage()));
        }
    }

    private synchronized void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        listening.close();
        if (eyes != null) {
            eyes.close();
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
