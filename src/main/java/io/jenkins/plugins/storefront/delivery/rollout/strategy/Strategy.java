package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a new version comes to serve. All but {@link Kind#ROLLING} and {@link Kind#RECREATE} let it serve as a second set first, stop at
 * some weights of traffic, and then bring the declared objects under their own names to it.
 *
 * @param stops where it stops before it goes on, in order; empty where there is no second set
 * @param traffic how the second set gets its traffic; null where there is none
 * @param gates that stops name
 */
public record Strategy(Kind kind, List<Stop> stops, Traffic traffic, List<GateRule> gates) {
    /** The strategies. */
    public enum Kind {
        ROLLING("rolling", null),
        BLUE_GREEN("blue-green", "green"),
        CANARY("canary", "canary"),
        RECREATE("recreate", null);

        private final String words;
        private final String track;

        Kind(String words, String track) {
            this.words = words;
            this.track = track;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** What the second set is called: the end of its objects' names and the value of its slot label; null where there is none. */
        public String track() {
            return track;
        }
    }

    /**
     * Where it stops.
     *
     * @param weight share of the traffic for the second set in percent, 0 to 100
     * @param pause how long at least; null until somebody promotes it
     * @param gates names of those that must say go
     */
    public record Stop(int weight, Duration pause, List<String> gates) {
        public Stop {
            gates = List.copyOf(gates);
        }
    }

    /**
     * A step of a canary, as people give it.
     *
     * @param weight share of the traffic in percent, 1 to 100
     * @param pause how long at least; null until somebody promotes it
     * @param gates that must say go at this step, besides those of all steps
     */
    public record Step(int weight, Duration pause, List<GateRule> gates) {
        public Step {
            gates = List.copyOf(gates);
        }
    }

    public Strategy {
        stops = List.copyOf(stops);
        gates = List.copyOf(gates);
    }

    public static Strategy rolling() {
        return new Strategy(Kind.ROLLING, List.of(), null, List.of());
    }

    public static Strategy recreate() {
        return new Strategy(Kind.RECREATE, List.of(), null, List.of());
    }

    /**
     * A second set that takes all the traffic at once.
     *
     * @param byHand whether it gets the traffic only once somebody promotes it
     * @param keepOld how long the old set is kept as it is after that
     * @param gates that must say go before the switch
     * @param after that must say go before the old set is given up
     */
    public static Strategy blueGreen(boolean byHand, Duration keepOld, List<GateRule> gates, List<GateRule> after)
            throws DeliveryException {
        List<GateRule> all = new ArrayList<>(gates);
        all.addAll(after);
        return new Strategy(
                        Kind.BLUE_GREEN,
                        List.of(
                                new Stop(0, byHand ? null : Duration.ZERO, names(gates)),
                                new Stop(100, keepOld, names(after))),
                        Traffic.SERVICE,
                        all)
                .checked();
    }

    /**
     * A second set that takes a growing share of the traffic.
     *
     * @param gates that must say go at each step
     */
    public static Strategy canary(List<Step> steps, Traffic traffic, List<GateRule> gates) throws DeliveryException {
        if (steps.isEmpty()) {
            throw new DeliveryException(
                    "canary: give steps, such as [[weight: 10, pause: 300], [weight: 50, pause: 300]]");
        }
        List<GateRule> all = new ArrayList<>(gates);
        List<Stop> stops = new ArrayList<>();
        for (Step step : steps) {
            if (step.weight() < 1 || step.weight() > 100) {
                throw new DeliveryException("canary: a weight is 1 to 100 (percent), not " + step.weight());
            }
            List<String> asked = new ArrayList<>(names(gates));
            asked.addAll(names(step.gates()));
            stops.add(new Stop(step.weight(), step.pause(), asked));
            step.gates().stream().filter(gate -> !all.contains(gate)).forEach(all::add); // steps may ask the same
        }
        return new Strategy(Kind.CANARY, stops, traffic, all).checked();
    }

    private static List<String> names(List<GateRule> gates) {
        return gates.stream().map(GateRule::name).toList();
    }

    private Strategy checked() throws DeliveryException {
        Set<String> names = new HashSet<>();
        for (GateRule gate : gates) {
            if (!names.add(gate.checked().name())) {
                throw new DeliveryException(kind.words + ": two gates are called '" + gate.name() + "'");
            }
        }
        for (Stop stop : stops) {
            if (stop.pause() != null && stop.pause().isNegative()) {
                throw new DeliveryException(kind.words + ": a pause is 0 s or more");
            }
        }
        return this;
    }

    @JsonIgnore
    public boolean hasSecondSet() {
        return kind.track != null;
    }

    /** The gate of that name, which must be there. */
    public GateRule gate(String name) {
        return gates.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }
}
