package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyMachine.Transition;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Answer;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What happens at a stop: the pause runs while the second set serves, gates are asked again and again, one no ends it. */
public final class Stops {
    /** A gate that says go is asked again after this: it may say no later. */
    static final Duration RECHECK = Duration.ofSeconds(15);

    private Stops() {}

    static Transition next(StrategyState state, Observation seen, Instant now) {
        if (seen.second() == Standing.FAILED) {
            return StrategyMachine.back(state, StrategyMachine.because(seen), seen, now);
        }
        String refusal = refusal(state);
        if (refusal != null) {
            return StrategyMachine.back(state, StrategyMachine.because("GateRefused", refusal), seen, now);
        }
        if (state.servesSince() == null) {
            return seen.second() == Standing.SERVES
                    ? Transition.stay(state.serving(now), now)
                    : Transition.stay(state, null);
        }
        if (state.heldSince() != null) {
            return Transition.stay(state, nextAsk(state, now));
        }
        Instant over = state.over();
        if (over != null && !now.isBefore(over) && passed(state, over) && seen.second() == Standing.SERVES) {
            int next = state.stop() + 1;
            return next < state.strategy().stops().size()
                    ? Transition.to(state.enter(Phase.STOP, next, now), passed(state))
                    : Transition.to(state.enter(Phase.ROLL_OUT, 0, now), passed(state));
        }
        Instant ask = nextAsk(state, now);
        return Transition.stay(state, earlier(over != null && now.isBefore(over) ? over : null, ask));
    }

    /** What is told of a stop once the second set has its share. */
    public static String says(StrategyState state) {
        Strategy.Stop stop = state.at();
        return stop.weight() + " % "
                + (stop.pause() == null
                        ? "until somebody promotes it"
                        : "for " + stop.pause().toSeconds() + " s");
    }

    private static String passed(StrategyState state) {
        String reasons = state.at().gates().stream()
                .map(gate -> state.answers().get(gate))
                .filter(answer -> answer != null)
                .map(Answer::because)
                .collect(Collectors.joining("; "));
        return "the stop at " + state.at().weight() + " % is over" + (reasons.isEmpty() ? "" : ": " + reasons);
    }

    private static String refusal(StrategyState state) {
        for (String gate : state.at().gates()) {
            Answer answer = state.answers().get(gate);
            if (answer != null && answer.kind() == GateAnswer.Kind.NO) {
                return answer.because();
            }
        }
        return null;
    }

    /** Whether all gates were asked after the pause and let it pass; somebody who promotes takes an unknown upon himself. */
    private static boolean passed(StrategyState state, Instant over) {
        for (String gate : state.at().gates()) {
            Answer answer = state.answers().get(gate);
            if (answer == null || answer.at().isBefore(over)) {
                return false;
            } else if (answer.kind() != GateAnswer.Kind.GO && state.promotedAt() == null) {
                return false;
            }
        }
        return true;
    }

    /** Gates to ask now. */
    public static List<String> due(StrategyState state, Instant now) {
        List<String> due = new ArrayList<>();
        if (state.phase() == Phase.STOP && state.acted() && state.servesSince() != null) {
            for (String gate : state.at().gates()) {
                Instant at = askAt(state, gate);
                if (at != null && !now.isBefore(at)) {
                    due.add(gate);
                }
            }
        }
        return due;
    }

    /** Whether what cannot be said now is no: the pause is over, and nobody promoted it. */
    public static boolean isLast(StrategyState state, Instant now) {
        Instant over = state.over();
        return over != null && state.promotedAt() == null && !now.isBefore(over);
    }

    private static Instant nextAsk(StrategyState state, Instant now) {
        Instant next = null;
        for (String gate : state.at().gates()) {
            next = earlier(next, askAt(state, gate));
        }
        return next != null && next.isBefore(now) ? now : next;
    }

    /** When a gate is asked next; null where it has said no. */
    private static Instant askAt(StrategyState state, String gate) {
        Answer answer = state.answers().get(gate);
        if (answer == null) {
            return state.servesSince();
        } else if (answer.kind() == GateAnswer.Kind.NO) {
            return null;
        }
        Instant again = answer.until() != null ? answer.until() : answer.at().plus(RECHECK);
        Instant over = state.over();
        // Asked once more right at the end, however fresh the last answer is
        return over != null && answer.at().isBefore(over) ? earlier(again, over) : again;
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
