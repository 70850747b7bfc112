package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyMachine.Transition;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes in what people say, one command at a time. What does not fit, or was said before, changes nothing. */
final class Commands {
    /** A gate that was overridden is not asked any more at this stop. */
    private static final Duration NEVER_AGAIN = Duration.ofDays(1000);

    private Commands() {}

    static Transition take(StrategyState before, Observation seen, Instant now) {
        Command command = seen.commands().get(before.taken());
        StrategyState state = before.took(before.taken() + 1);
        if (state.goesBack() || state.phase() == Phase.SETTLE || state.phase() == Phase.CLEAN) {
            return told(state, command.who() + " is too late: it " + (state.goesBack() ? "goes back" : "is through"));
        }
        return switch (command.action()) {
            case PAUSE ->
                state.heldSince() != null
                        ? Transition.stay(state, now)
                        : told(state.held(now), "paused by " + command.who());
            case RESUME ->
                state.heldSince() == null
                        ? Transition.stay(state, now)
                        : told(state.resumed(now), "resumed by " + command.who());
            case PROMOTE -> promote(state, command, now);
            case OVERRIDE -> override(state, command, now);
            case UNDO -> undo(state, command, seen, now);
        };
    }

    private static Transition promote(StrategyState state, Command command, Instant now) {
        if (state.phase() != Phase.STOP) {
            return told(state, command.who() + " finds nothing to promote: it does not stop now");
        }
        return state.promotedAt() != null
                ? Transition.stay(state, now)
                : told(state.promoted(now), "promoted by " + command.who());
    }

    /** What a gate has said already, a no as well, no longer counts at this stop. */
    private static Transition override(StrategyState state, Command command, Instant now) {
        if (state.phase() != Phase.STOP) {
            return told(state, command.who() + " finds no gate to override: it does not stop now");
        }
        String because = "overridden by " + command.who();
        StrategyState past = state.promoted(now);
        for (String gate : state.at().gates()) {
            past = past.answered(gate, new GateAnswer(GateAnswer.Kind.GO, because, now.plus(NEVER_AGAIN)), now);
        }
        return told(past, "promoted by " + command.who() + ", whatever its gates say");
    }

    private static Transition undo(StrategyState state, Command command, Observation seen, Instant now) {
        String why = "undone by " + command.who();
        return StrategyMachine.back(
                state,
                new Ending(
                        Outcome.ABORTED,
                        why,
                        StrategyMachine.because("Undone", why).causes()),
                seen,
                now);
    }

    /** Something seen may lead on at once. */
    private static Transition told(StrategyState state, String what) {
        return new Transition(state, List.of(what), state.since());
    }
}
