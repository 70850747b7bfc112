package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.guard.GateContext;
import io.jenkins.plugins.storefront.delivery.guard.Gates;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.SecondSet;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Stops;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyMachine;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells of a strategy, shows whom it waits for, and asks its gates. */
final class StrategyTeller {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final DeliveryContext delivery;
    private final RolloutState planned;
    private final SecondSet second;
    private String shown;

    /** @param second null where the strategy has none */
    StrategyTeller(DeliveryContext delivery, RolloutState planned, SecondSet second) {
        this.delivery = delivery;
        this.planned = planned;
        this.second = second;
    }

    void tell(StrategyMachine.Transition next, Instant now) {
        StrategyState state = next.state();
        boolean plain = !state.strategy().hasSecondSet() && state.phase() == Phase.DONE && !state.goesBack();
        for (String text : plain ? List.<String>of() : next.told()) { // the end of the rollout says it all
            delivery.events().publish(moved(state, now, text));
        }
        show(waitsFor(state));
    }

    /** Says where it is, for pages; nothing is logged. */
    void begins(StrategyState state, Instant now) {
        delivery.events().publish(moved(state, now, ""));
    }

    private StrategyMoved moved(StrategyState state, Instant now, String text) {
        boolean stops = state.phase() == Phase.STOP;
        return new StrategyMoved(
                now,
                planned.id(),
                state.strategy().kind().words(),
                subject(),
                state.phase().name(),
                stops ? state.stop() + 1 : passed(state),
                state.strategy().stops().size(),
                weight(state),
                stops ? state.over() : null,
                waitsFor(state),
                text);
    }

    private static int passed(StrategyState state) {
        return switch (state.phase()) {
            case ROLL_OUT, SETTLE, CLEAN, DONE ->
                state.goesBack() ? 0 : state.strategy().stops().size();
            default -> 0;
        };
    }

    private static int weight(StrategyState state) {
        return switch (state.phase()) {
            case STOP -> {
                if (state.servesSince() != null && state.acted()) {
                    yield state.at().weight();
                }
                yield state.stop() == 0
                        ? 0
                        : state.strategy().stops().get(state.stop() - 1).weight();
            }
            case ROLL_OUT -> state.strategy().hasSecondSet() ? last(state) : 0;
            case SETTLE -> 100;
            case RESTORE -> state.holding() ? last(state) : 0;
            case CLEAN, DONE -> state.goesBack() ? 0 : 100;
            default -> 0;
        };
    }

    private static int last(StrategyState state) {
        List<io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy.Stop> stops =
                state.strategy().stops();
        return stops.get(stops.size() - 1).weight();
    }

    /** What a person has to do; null where it goes on by itself. */
    private static String waitsFor(StrategyState state) {
        if (state.phase() == Phase.DONE) {
            return null;
        } else if (state.heldSince() != null) {
            return "resume";
        }
        boolean asks = state.phase() == Phase.STOP
                && state.servesSince() != null
                && state.acted()
                && state.at().pause() == null
                && state.promotedAt() == null;
        return asks ? "promote" : null;
    }

    private void show(String waitsFor) {
        if (Objects.equals(waitsFor, shown)) {
            return;
        }
        shown = waitsFor;
        if (waitsFor == null) {
            delivery.display().resumed();
        } else {
            delivery.display()
                    .paused(subject() + (waitsFor.equals("resume") ? ": paused; resume it" : ": waits to be promoted"));
        }
    }

    /** What it is about, in a few words. */
    private String subject() {
        return second == null ? planned.namespace() : String.join(", ", second.workloads());
    }

    /** What a gate says; whatever keeps it from being asked is told as what is not known yet. */
    GateAnswer ask(String gate, StrategyState state, Instant now) throws InterruptedException {
        boolean last = Stops.isLast(state, now);
        GateContext context = new GateContext(
                Map.of(
                        "workload", String.join("|", second.workloads()),
                        "service", String.join("|", second.stable()),
                        "track", state.strategy().kind().track(),
                        "namespace", planned.namespace()),
                state.servesSince(),
                now,
                last);
        GateAnswer said;
        try {
            said = Gates.of(state.strategy().gate(gate), delivery).ask(context);
        } catch (DeliveryException e) {
            said = last ? GateAnswer.no(e.getMessage()) : GateAnswer.waitUntil(now.plus(AGAIN), e.getMessage());
        }
        StrategyState.Answer before = state.answers().get(gate);
        if (before == null || before.kind() != said.kind()) {
            tell(
                    new StrategyMachine.Transition(
                            state, List.of("gate " + gate + " says " + words(said) + ": " + said.because()), null),
                    now);
        }
        return said;
    }

    private static String words(GateAnswer said) {
        return switch (said.kind()) {
            case GO -> "go";
            case WAIT -> "wait";
            case NO -> "no";
        };
    }

    /** What somebody who stops the run leaves in the cluster. */
    String left(StrategyState state) {
        int weight = weight(state);
        String what = "the " + state.strategy().kind().words() + " rollout of " + subject() + " stops where it is";
        return switch (state.phase()) {
            case NEEDS, DONE -> what;
            case SETTLE, CLEAN -> what + ": the new version serves, its second set may still be there";
            case BACK, RESTORE, DOWN -> what + ": what was before may not be back yet";
            case SECOND, STOP, ROLL_OUT ->
                what + ": the second set (…-" + state.strategy().kind().track() + ") stays and gets " + weight
                        + " % of the traffic; an undo removes it";
        };
    }
}
