package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Stops;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyMachine;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyRun;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes one rollout by a strategy from its plan to its end. The rollout of the declared objects, and the undo, are {@link RolloutSession}s
 * within it; what is before and after them is decided by the {@link StrategyMachine} and done by {@link StrategyActs}. What people say
 * comes from the release, where it is on record.
 *
 * <p>As a rollout's session it holds no thread while it waits, and all it does may be done again from any state that it persisted.
 */
public final class StrategySession implements Session {
    /** After a look that failed although retried. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** As for rollouts: a lost event must not cost a deployment. */
    private static final Duration SAFETY_LOOK = Duration.ofSeconds(20);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final RolloutSession.Host host;
    private final AtomicBoolean over = new AtomicBoolean();
    private final NextLook next;
    private final Inner inner;
    private final Object writing = new Object();

    private volatile StrategyRun run;
    private volatile RolloutSession plain;
    private volatile Eyes eyes;
    private volatile Turn turn;
    private ReleaseBook.Listening listening = () -> {};
    private volatile StrategyView view;
    private StrategyMoves moves;
    private volatile StrategyTeller teller;

    public StrategySession(DeliveryContext delivery, RolloutSession.Host host) {
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.host = host;
        this.next = new NextLook(pool, this::turn, this::lookAtAll, over::get);
        this.inner = new Inner(delivery, this::innerChanged);
    }

    /** Plans a rollout and begins it; as {@link RolloutSession#start}. */
    public void start(RolloutRequest request, Strategy strategy) throws DeliveryException {
        Part upToThePlan = new Part() {
            @Override
            public boolean isTheEnd() {
                return false;
            }

            @Override
            public boolean takesOver(Handover planned) {
                pool.submit(() -> begin(planned, strategy, request.timeout()));
                return true;
            }
        };
        RolloutSession planning = new RolloutSession(delivery, host, upToThePlan, null, null);
        plain = planning;
        planning.start(request);
    }

    /** The rollout is planned, and nothing is changed yet. */
    private synchronized void begin(Handover from, Strategy wanted, Duration timeout) {
        plain = null;
        turn = from.turn();
        RolloutState planned = from.planned();
        try {
            eyes = from.eyes().another(next::soon);
            if (over.get()) {
                turn.end(eyes.cluster());
                close();
                return;
            }
            Strategy strategy = new StrategyPlan(delivery, eyes.cluster()).prepare(planned, wanted, from.seen());
            go(new StrategyRun(StrategyState.begin(strategy, timeout, now()), planned, null, null, null));
            teller.begins(run.state(), now());
        } catch (DeliveryException e) {
            if (eyes != null) {
                turn.end(eyes.cluster());
            } // else it is free when the run ends
            refuse(planned, e);
        } catch (RuntimeException | LinkageError e) {
            // A full disk, or a mistake of ours: better an end that says so than a rollout that waits for ever
            refuse(planned, new DeliveryException("the rollout cannot begin: " + e, e));
        }
    }

    /** It cannot begin, or go on. */
    private void refuse(RolloutState planned, DeliveryException e) {
        if (!pool.isClosed() && over.compareAndSet(false, true)) {
            close();
            RolloutMachine.End end = Ends.refused(planned, e);
            try {
                Ends.tell(delivery, planned.id(), end);
            } finally {
                host.ended(planned, end); // which waits for it, also where the release cannot be written
            }
        }
    }

    /** Begins the undo of a rollout, in the way in which it was rolled out. */
    public void startUndo(RolloutRequest request, String undone, String why) throws DeliveryException {
        plain = new RolloutSession(delivery, host);
        plain.startUndo(request, undone, why);
    }

    /** Goes on from a persisted state, of a strategy or of a plain rollout; call on a pool thread. */
    @Override
    public void resume(String json) throws DeliveryException {
        if (!StrategyRun.isOne(json)) {
            plain = new RolloutSession(delivery, host);
            plain.resume(json);
            return;
        }
        StrategyRun read = StrategyRun.read(json);
        synchronized (this) {
            eyes = new Eyes(delivery, read.planned().cluster(), next::soon);
            turn = Turn.of(delivery, read.planned());
            try {
                turn.takeAgain(eyes.cluster());
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
    void run(StrategyRun changed) {
        run = changed;
    }

    private void go(StrategyRun begun) throws DeliveryException {
        run = begun;
        StrategyActs acts = new StrategyActs(
                delivery,
                eyes.cluster(),
                begun.state().strategy(),
                begun.planned().id());
        view = new StrategyView(delivery, eyes, inner, begun.planned().id());
        inner.looksWith(eyes, turn);
        moves = new StrategyMoves(delivery, acts, inner, eyes, this);
        teller = new StrategyTeller(delivery, begun.planned(), acts.second());
        if (begun.second() != null) {
            eyes.aim(begun.second());
        }
        listening = delivery.release().listen(release -> {
            if (view.saysMore(release)) {
                next.now();
            }
        });
        inner.restore(begun.inner(), begun.innerEnded());
        write();
        next.now();
    }

    /**
     * Stops, and says what is left; nothing is undone.
     *
     * @see RolloutSession#stop
     */
    @Override
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

    private synchronized void turn() {
        next.begins();
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
            next.in(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the host stops; it goes on after the restart
        } catch (RuntimeException | LinkageError e) {
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
        StrategyView.Seen seen = view.look(run, now);
        run = seen.run();
        return took(StrategyMachine.next(state, seen.observation(), now), state);
    }

    private boolean took(StrategyMachine.Transition to, StrategyState before) {
        boolean moved = !to.state().equals(before);
        if (moved) {
            run = run.with(to.state());
            write();
        }
        teller.tell(to, now());
        if (moved) {
            return true;
        }
        Instant at = to.nextLookAt();
        Duration in = at == null ? SAFETY_LOOK : Duration.between(now(), at);
        next.in(in.compareTo(SAFETY_LOOK) > 0 ? SAFETY_LOOK : in.isNegative() ? NextLook.SETTLE : in);
        return false;
    }

    /** The session within has written its state, or has ended. That it has is written with what follows from it. */
    private void innerChanged() {
        if (inner.ended() == null) {
            write();
        } else {
            next.now();
        }
    }

    /** The session within writes too, on its own threads: what is older must not be written last. */
    private void write() {
        synchronized (writing) {
            host.persist(run.withInner(inner.json(), inner.ended()).write());
        }
    }

    private void lookAtAll() {
        Eyes open = eyes;
        if (open != null) {
            open.everything();
        }
    }

    private void end() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        StrategyRun last = run;
        Ending within = inner.ended();
        boolean asWithin = within != null
                && !last.state().goesBack()
                && !last.state().strategy().hasSecondSet();
        RolloutMachine.End end = Ends.of(asWithin ? within : last.state().end());
        try {
            Ends.tell(delivery, last.planned().id(), end);
            turn.end(eyes.cluster());
            close();
        } finally {
            host.ended(last.planned().done(), end);
        }
    }

    private synchronized void close() {
        next.cancel();
        listening.close();
        if (eyes != null) {
            eyes.close();
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
