package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The rollout or the undo within a {@link StrategySession}: one session at a time. Its callbacks come on any thread. */
final class Inner implements RolloutSession.Host {
    private final DeliveryContext delivery;
    private final Runnable changed;
    private String json;
    private Ending ended;
    private RolloutSession session;
    private boolean holding;
    private Eyes eyes;
    private Turn turn;

    /** @param changed called after each change; writes down what is in here */
    Inner(DeliveryContext delivery, Runnable changed) {
        this.delivery = delivery;
        this.changed = changed;
    }

    /** What the strategy's session looks with, and its turn, which its rollout is a part of. */
    synchronized void looksWith(Eyes around, Turn taken) {
        eyes = around;
        turn = taken;
    }

    synchronized void restore(String state, Ending how) {
        json = state;
        ended = how;
    }

    /** What the session within wrote last, or null. */
    synchronized String json() {
        return json;
    }

    /** How it ended, or null. */
    synchronized Ending ended() {
        return ended;
    }

    @Override
    public void persist(String state) {
        synchronized (this) {
            json = state;
        }
        changed.run();
    }

    @Override
    public void ended(RolloutState state, RolloutMachine.End end) {
        synchronized (this) {
            ended = new Ending(end.outcome(), end.verdict(), end.causes());
            session = null;
        }
        changed.run();
    }

    /** Rolls the planned objects out, or goes on with it; nothing where it is under way or has ended. */
    void rollOut(RolloutState planned, StrategyActs acts, Strategy strategy, Duration timeout)
            throws DeliveryException {
        RolloutSession begun;
        RolloutState from;
        synchronized (this) {
            if (session != null || ended != null) {
                return;
            }
            from = json == null ? planned : RolloutStateJson.read(json);
            begun = new RolloutSession(delivery, this, part(acts, strategy, true), eyes, turn);
            session = begun;
        }
        begun.resume(
                RolloutStateJson.write(from.until(delivery.clock().instant().plus(timeout))));
    }

    /** Brings back what was before, or goes on with it. */
    void undo(RolloutState planned, StrategyActs acts, Strategy strategy, Duration timeout, boolean holds, String why)
            throws DeliveryException {
        boolean goesOn;
        RolloutSession begun;
        RolloutSession before;
        String from;
        synchronized (this) {
            goesOn = json != null && RolloutStateJson.read(json).undoOf() != null;
            if (goesOn && (ended != null || session != null && holding == holds)) {
                return;
            }
            before = session;
            from = json;
            holding = holds;
            begun = new RolloutSession(delivery, this, part(acts, strategy, holds), eyes, null);
            session = begun;
            if (!goesOn) {
                json = null;
                ended = null;
            }
        }
        if (before != null) {
            before.stop();
        }
        RolloutPlan replaced = RolloutPlan.kept(delivery, RolloutPlan.undoOf(planned.id()));
        String never = replaced == null || replaced.target() == null
                ? null
                : replaced.target().irreversible();
        if (never != null) {
            ended(planned, new RolloutMachine.End(Outcome.FAILED, "it cannot be undone: " + never, List.of()));
        } else if (goesOn) {
            begun.resume(from);
        } else {
            begun.startUndo(request(planned, timeout), planned.id(), why);
        }
    }

    private static RolloutRequest request(RolloutState planned, Duration timeout) {
        return new RolloutRequest(
                "back-" + planned.id(),
                planned.deployment(),
                planned.cluster(),
                planned.namespace(),
                List.of(),
                Map.of(),
                timeout,
                planned.limits().noActivity(),
                planned.limits().crashTolerance(),
                true,
                RolloutOptions.NONE,
                planned.limits().rules());
    }

    /** @param holds whether the traffic stays with the second set meanwhile */
    private static Part part(StrategyActs acts, Strategy strategy, boolean holds) {
        List<WorkloadRef> untouched = acts.second() == null || !holds ? List.of() : acts.ofSecond();
        return new Part() {
            @Override
            public Manifest asApplied(Manifest planned) {
                return strategy.kind() == Strategy.Kind.RECREATE
                        ? acts.broughtUp(planned)
                        : holds ? acts.held(planned) : planned;
            }

            @Override
            public boolean leaves(WorkloadRef object) {
                return untouched.contains(object);
            }

            @Override
            public boolean isTheEnd() {
                return false;
            }
        };
    }

    /** Stops it for now; says what it left. */
    String stop() {
        RolloutSession running;
        String left;
        synchronized (this) {
            running = session;
            session = null;
            left = json == null ? "nothing was applied" : "the rollout goes on in the cluster";
        }
        String said = running == null ? null : running.stop();
        return said == null ? left : said;
    }
}
