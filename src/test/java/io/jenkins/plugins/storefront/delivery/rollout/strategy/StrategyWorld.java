package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A cluster, gates, people and a controller that dies, of one seed: plays a strategy to its end, and refuses at once whatever a shop
 * could notice.
 */
final class StrategyWorld {
    private static final Instant BEGIN = Instant.parse("2026-11-27T06:00:00Z");

    /** More than any run needs whose people have gone home. */
    private static final int MOST_TURNS = 600;

    private final Random random;
    private final boolean crashes;
    private final boolean calm;
    private Instant now = BEGIN;
    private StrategyState state;
    private final List<Command> commands = new ArrayList<>();

    private boolean secondThere;
    private Standing second = Standing.UNSEEN;
    private boolean hasOld = true;
    private Own own = Own.OLD;
    private boolean ownMoves;
    private boolean frozen;
    private int weight;
    private int refusals;

    /** What is under the declared names. */
    private enum Own {
        OLD,
        /** Some pods of each; what is available serves. */
        MIXED,
        NEW,
        /** Nothing: taken down. */
        NONE
    }

    StrategyWorld(long seed) throws Exception {
        random = new Random(seed);
        crashes = random.nextInt(3) > 0;
        calm = random.nextInt(4) == 0;
        state = StrategyState.begin(Samples.strategy(random), Duration.ofMinutes(10), now);
    }

    /** Plays it; the end. */
    StrategyState play() throws Exception {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            if (state.phase() == Phase.DONE) {
                atTheEnd();
                return state;
            }
            turn(turn);
        }
        throw new AssertionError("does not end: " + state);
    }

    private void turn(int turn) throws Exception {
        if (!state.acted()) {
            act();
            return;
        }
        happens(turn);
        for (String gate : Stops.due(state, now)) {
            state = state.answered(gate, answer(), now);
        }
        StrategyMachine.Transition next = StrategyMachine.next(state, look(), now);
        checkTurn(state, next.state());
        state = reborn(next.state());
        Instant at = next.nextLookAt() == null ? now.plusSeconds(1 + random.nextInt(20)) : next.nextLookAt();
        now = at.isAfter(now) ? at : now.plusMillis(10);
    }

    private Observation look() {
        Standing underNames =
                switch (state.phase()) {
                    case DOWN -> own == Own.NONE ? Standing.SERVES : Standing.MOVING;
                    case ROLL_OUT -> ownMoves ? Standing.MOVING : own == Own.NEW ? Standing.SERVES : Standing.FAILED;
                    case RESTORE -> ownMoves ? Standing.MOVING : own == Own.OLD ? Standing.SERVES : Standing.FAILED;
                    default -> Standing.UNSEEN;
                };
        Standing seen = state.phase() == Phase.NEEDS ? Standing.SERVES : second;
        return new Observation(
                seen, underNames, List.of(FailureCause.of("Crashed", "Deployment shop/cart", "it crashed")), commands);
    }

    /** The controller may die between any two actions: what was done is done again. */
    private void act() throws Exception {
        for (Action action : StrategyMachine.actions(state)) {
            if (crashes && random.nextInt(8) == 0) {
                state = reborn(state);
                return;
            }
            if (!calm && refusals < 3 && random.nextInt(60) == 0) {
                refusals++;
                state = reborn(StrategyMachine.refused(state, "the API server says no", now)
                        .state());
                now = now.plusSeconds(5);
                return;
            }
            perform(action);
        }
        if (crashes && random.nextInt(8) == 0) {
            state = reborn(state);
            return;
        }
        state = reborn(state.done());
    }

    private void perform(Action action) {
        if (action instanceof Action.ApplySecond) {
            secondThere = true;
            second = Standing.MOVING;
        } else if (action instanceof Action.Route route) {
            check(route.weight() == 0 || second != Standing.FAILED, "traffic to a second set that failed");
            check(secondThere, "traffic to nothing");
            weight = route.weight();
        } else if (action instanceof Action.RouteOwn back) {
            check(own != Own.NONE, "traffic to what is taken down");
            check(own != Own.MIXED || second == Standing.FAILED, "traffic to what is half rolled out");
            check(own == (back.asBefore() ? Own.OLD : Own.NEW) || second == Standing.FAILED, "wrong version: " + own);
            weight = 0;
        } else if (action instanceof Action.DeleteSecond) {
            check(weight == 0, "a second set with traffic removed");
            secondThere = false;
            second = Standing.UNSEEN;
        } else if (action instanceof Action.TakeDown) {
            check(
                    state.strategy().kind() == Strategy.Kind.RECREATE,
                    "taken down by " + state.strategy().kind());
            own = own == Own.NONE ? Own.NONE : Own.MIXED;
            ownMoves = true;
        } else if (action instanceof Action.RollOut) {
            check(!state.goesBack(), "rolled out although it goes back");
            check(!state.strategy().hasSecondSet() || second != Standing.UNSEEN, "old given up without a second set");
            own = own == Own.NEW ? own : Own.MIXED;
            ownMoves = true;
            frozen = false;
        } else if (action instanceof Action.Undo) {
            check(state.goesBack(), "undone although it goes forward");
            own = own == Own.OLD ? own : Own.MIXED;
            ownMoves = true;
        } else if (action instanceof Action.Freeze freeze) {
            frozen = freeze.on();
        }
    }

    /** What goes on in the cluster and among people. */
    private void happens(int turn) {
        if (second == Standing.MOVING && random.nextInt(3) == 0) {
            second = unlucky(12) ? Standing.FAILED : Standing.SERVES;
        } else if (second == Standing.SERVES && unlucky(60)) {
            second = Standing.FAILED;
        }
        if (ownMoves && !frozen && random.nextInt(3) == 0) {
            ownMoves = false;
            boolean fails = unlucky(10);
            switch (state.phase()) {
                case DOWN -> own = Own.NONE;
                case ROLL_OUT -> own = fails ? Own.MIXED : Own.NEW;
                case RESTORE -> own = fails && unlucky(2) ? Own.MIXED : Own.OLD;
                default -> ownMoves = true;
            }
        }
        if (turn < 200 && random.nextInt(calm ? 60 : 15) == 0) {
            RolloutAction[] all = RolloutAction.values();
            Command said = new Command(all[random.nextInt(all.length)], "somebody");
            commands.add(said);
            if (random.nextBoolean()) {
                commands.add(said); // pressed twice
            }
        } else if (turn >= 200 && turn % 20 == 0) {
            commands.add(new Command(turn % 40 == 0 ? RolloutAction.RESUME : RolloutAction.PROMOTE, "the night shift"));
        }
    }

    private boolean unlucky(int once) {
        return !calm && random.nextInt(once) == 0;
    }

    private GateAnswer answer() {
        int said = random.nextInt(30);
        if (Stops.isLast(state, now)) {
            return said < 3 ? GateAnswer.no("too slow") : GateAnswer.go("fast");
        } else if (said == 0) {
            return GateAnswer.no("too slow");
        }
        return said < 10 ? GateAnswer.waitUntil(now.plusSeconds(said), "too few samples") : GateAnswer.go("fast");
    }

    private void checkTurn(StrategyState from, StrategyState to) {
        boolean further = to.phase() == Phase.STOP && from.phase() == Phase.STOP && to.stop() > from.stop()
                || to.phase() == Phase.ROLL_OUT && from.phase() == Phase.STOP;
        if (further) {
            check(second == Standing.SERVES, "goes on although the second set does not serve");
            check(weight == from.at().weight(), "goes on although it never had its traffic");
            check(from.heldSince() == null, "goes on although it is paused");
            for (String gate : from.at().gates()) {
                StrategyState.Answer answer = from.answers().get(gate);
                check(answer != null && answer.kind() != GateAnswer.Kind.NO, "goes on against a gate");
                check(answer.kind() == GateAnswer.Kind.GO || from.promotedAt() != null, "goes on without an answer");
            }
            check(
                    from.promotedAt() != null
                            || from.at().pause() != null
                                    && !now.isBefore(
                                            from.servesSince().plus(from.at().pause())),
                    "goes on before its time");
        }
    }

    private void atTheEnd() {
        Outcome outcome = state.end().outcome();
        if (outcome == Outcome.SUCCEEDED) {
            check(own == Own.NEW && !ownMoves, "false success: " + own);
            check(!secondThere && weight == 0, "success with leftovers");
        } else if (outcome == Outcome.UNDONE) {
            check(own == Own.OLD && !ownMoves, "false undo: " + own);
            check(!secondThere && weight == 0, "undone with leftovers");
        } else {
            boolean plain = !state.strategy().hasSecondSet();
            check(
                    plain || !secondThere || weight == 0 || second != Standing.UNSEEN,
                    "left without anything that serves");
            check(outcome == Outcome.FAILED, "ends as " + outcome);
        }
        if (state.goesBack()) {
            check(outcome != Outcome.SUCCEEDED, "success although it went back");
        }
    }

    private StrategyState reborn(StrategyState from) throws Exception {
        return crashes
                ? StrategyRun.read(new StrategyRun(from, null, null, null, null).write())
                        .state()
                : from;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise + " in " + state);
        }
    }
}
