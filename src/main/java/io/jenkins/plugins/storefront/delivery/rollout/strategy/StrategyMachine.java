package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A strategy as a pure function: the same state, observation and time always give the same transition. Traffic goes only to what
 * serves, what serves is removed only when something else does, and whatever fails leads back.
 */
public final class StrategyMachine {
    /** What must be done at the end is tried again after this. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Between the traffic's turning away from the second set and its removal. */
    static final Duration DRAIN = Duration.ofSeconds(5);

    private StrategyMachine() {}

    /**
     * What an observation leads to.
     *
     * @param state to write down where it is another phase, and to remember
     * @param told what happened, in the words of the log
     * @param nextLookAt latest time of the next look; null where only something seen leads on
     */
    public record Transition(StrategyState state, List<String> told, Instant nextLookAt) {
        public Transition {
            told = List.copyOf(told);
        }

        public static Transition to(StrategyState state, String told) {
            return new Transition(state, List.of(told), null);
        }

        static Transition stay(StrategyState state, Instant nextLookAt) {
            return new Transition(state, List.of(), nextLookAt);
        }
    }

    /** What is to be done in the state's phase, in this order, before anything else. */
    public static List<Action> actions(StrategyState state) {
        return switch (state.phase()) {
            case NEEDS -> List.of(new Action.ApplyNeeds());
            case SECOND -> List.of(new Action.ApplySecond(state.at().weight()));
            // Pods first: more traffic than they can take would hurt
            case STOP ->
                List.of(
                        state.servesSince() == null
                                ? new Action.ApplySecond(state.at().weight())
                                : new Action.Route(state.at().weight()));
            case DOWN -> List.of(new Action.TakeDown());
            case ROLL_OUT -> rollOut(state);
            case SETTLE -> List.of(new Action.RouteOwn(false));
            case CLEAN -> List.of(new Action.DeleteSecond());
            case BACK -> List.of(new Action.RouteOwn(true));
            case RESTORE ->
                state.frozen()
                        ? List.of(new Action.Freeze(false), new Action.Undo(state.holding()))
                        : List.of(new Action.Undo(state.holding()));
            case DONE -> List.of();
        };
    }

    private static List<Action> rollOut(StrategyState state) {
        if (state.heldSince() != null) {
            return List.of(new Action.Freeze(true));
        }
        return state.frozen() ? List.of(new Action.Freeze(false), new Action.RollOut()) : List.of(new Action.RollOut());
    }

    /** Takes an observation in; the actions of the phase were done. */
    public static Transition next(StrategyState state, Observation seen, Instant now) {
        if (state.taken() < seen.commands().size()) {
            return Commands.take(state, seen, now);
        }
        return switch (state.phase()) {
            case NEEDS -> prepared(state, seen, Phase.SECOND, "what the new version needs is there", now);
            case SECOND -> prepared(state, seen, Phase.STOP, "the second set serves", now);
            case STOP -> Stops.next(state, seen, now);
            case DOWN -> down(state, seen, now);
            case ROLL_OUT -> rolledOut(state, seen, now);
            case SETTLE -> drained(state, "the traffic goes to the declared objects", now);
            case BACK -> drained(state, "the traffic goes to what was before", now);
            case CLEAN -> cleaned(state, now);
            case RESTORE -> restored(state, seen, now);
            case DONE -> Transition.stay(state, null);
        };
    }

    private static Transition prepared(StrategyState state, Observation seen, Phase next, String told, Instant now) {
        if (seen.second() == Standing.FAILED) {
            return back(state, because(seen), seen, now);
        } else if (seen.second() == Standing.SERVES && state.heldSince() == null) {
            return Transition.to(state.enter(next, 0, now), told);
        }
        return Transition.stay(state, null);
    }

    private static Transition down(StrategyState state, Observation seen, Instant now) {
        Phase next = state.goesBack() ? Phase.RESTORE : Phase.ROLL_OUT;
        if (seen.own() == Standing.SERVES) {
            return state.heldSince() == null || state.goesBack()
                    ? Transition.to(state.enter(next, 0, now), "what served is down")
                    : Transition.stay(state, null);
        }
        Instant end = state.since().plus(state.patience());
        if (now.isBefore(end)) {
            return Transition.stay(state, end);
        }
        String why = "what served did not go down within " + state.patience().toSeconds() + " s";
        return state.goesBack()
                ? Transition.to(state.enter(Phase.RESTORE, 0, now), why)
                : back(state, because("Stalled", why), seen, now);
    }

    private static Transition rolledOut(StrategyState state, Observation seen, Instant now) {
        boolean second = state.strategy().hasSecondSet();
        if (second && seen.second() == Standing.FAILED) {
            return back(state, because(seen), seen, now);
        } else if (state.heldSince() != null) {
            return Transition.stay(state, null);
        } else if (seen.own() == Standing.FAILED) {
            return second
                    ? back(state, because(seen), seen, now)
                    : Transition.to(
                            state.ended(new Ending(Outcome.FAILED, verdict(seen), seen.causes()), now), "it failed");
        } else if (seen.own() == Standing.SERVES) {
            return second
                    ? Transition.to(state.enter(Phase.SETTLE, 0, now), "the declared objects serve")
                    : Transition.to(state.ended(success(state), now), "all serve");
        }
        return Transition.stay(state, null);
    }

    /** Proxies learn of a new way a little later; requests on the old one are answered. */
    private static Transition drained(StrategyState state, String told, Instant now) {
        Instant end = state.since().plus(DRAIN);
        return now.isBefore(end) ? Transition.stay(state, end) : Transition.to(state.enter(Phase.CLEAN, 0, now), told);
    }

    private static Transition cleaned(StrategyState state, Instant now) {
        String told = "the second set is removed";
        if (!state.goesBack()) {
            return Transition.to(state.ended(success(state), now), told);
        }
        return state.holding() // until it was restored
                ? Transition.to(state.ended(undone(state), now), told)
                : Transition.to(state.enter(Phase.RESTORE, 0, now), told);
    }

    private static Transition restored(StrategyState state, Observation seen, Instant now) {
        if (state.holding() && seen.second() == Standing.FAILED && seen.own() != Standing.SERVES) {
            // What has the traffic does not serve: whatever is there under its own name is better
            return Transition.to(
                    state.holding(false).enter(Phase.BACK, 0, now), "the second set no longer serves; back at once");
        } else if (seen.own() == Standing.SERVES) {
            return state.holding()
                    ? Transition.to(state.enter(Phase.BACK, 0, now), "what was before serves again")
                    : Transition.to(state.ended(undone(state), now), "what was before serves again");
        } else if (seen.own() == Standing.FAILED) {
            String left =
                    state.holding() ? "; the traffic stays on the second set, which serves; it was not removed" : "";
            Ending why = state.why();
            return Transition.to(
                    state.ended(
                            new Ending(
                                    Outcome.FAILED,
                                    why.verdict() + "; and what served before does not serve: " + verdict(seen) + left,
                                    why.causes()),
                            now),
                    "what was before does not serve");
        }
        return Transition.stay(state, null);
    }

    /** An action was refused, or cannot be done now. */
    public static Transition refused(StrategyState state, String why, Instant now) {
        boolean end =
                switch (state.phase()) {
                    case SETTLE, CLEAN, BACK, RESTORE -> true;
                    default -> state.goesBack();
                };
        if (!end) {
            Observation seen = new Observation(Standing.UNSEEN, Standing.UNSEEN, List.of(), List.of());
            return back(state, because("Refused", why), seen, now);
        } else if (now.isBefore(state.since().plus(state.patience()))) {
            return new Transition(state, List.of(), now.plus(AGAIN));
        }
        String left =
                switch (state.phase()) {
                    case SETTLE -> "the new version serves, but the traffic still goes to its second set: ";
                    case CLEAN -> "the new version serves, but its second set could not be removed: ";
                    default -> "what was before could not be brought back: ";
                };
        String verdict = (state.goesBack() ? state.why().verdict() + "; and " : "") + left + why;
        return Transition.to(
                state.ended(
                        new Ending(
                                Outcome.FAILED,
                                verdict,
                                state.goesBack()
                                        ? state.why().causes()
                                        : because("Refused", left + why).causes()),
                        now),
                left + why);
    }

    /** Leads back to what was before, in the way that leaves the traffic where something serves. */
    static Transition back(StrategyState state, Ending why, Observation seen, Instant now) {
        StrategyState turned = state.because(why);
        String told = "going back: " + why.verdict();
        return switch (state.strategy().kind()) {
            case ROLLING -> Transition.to(turned.enter(Phase.RESTORE, 0, now), told);
            case RECREATE ->
                Transition.to(turned.enter(state.phase() == Phase.DOWN ? Phase.RESTORE : Phase.DOWN, 0, now), told);
            case BLUE_GREEN, CANARY -> {
                boolean holds = state.phase() == Phase.ROLL_OUT && seen.second() != Standing.FAILED;
                yield Transition.to(turned.holding(holds).enter(holds ? Phase.RESTORE : Phase.BACK, 0, now), told);
            }
        };
    }

    private static Ending success(StrategyState state) {
        return new Ending(Outcome.SUCCEEDED, state.strategy().kind().words() + ": all serve as declared", List.of());
    }

    private static Ending undone(StrategyState state) {
        return new Ending(
                Outcome.UNDONE,
                state.why().verdict() + "; what served before serves again",
                state.why().causes());
    }

    static Ending because(Observation seen) {
        return new Ending(Outcome.FAILED, verdict(seen), seen.causes());
    }

    static Ending because(String code, String why) {
        return new Ending(Outcome.FAILED, why, List.of(FailureCause.of(code, "rollout", why)));
    }

    private static String verdict(Observation seen) {
        if (seen.causes().isEmpty()) {
            return "it does not serve";
        }
        FailureCause first = seen.causes().get(0);
        return first.subject() + ": " + first.message();
    }
}
