package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.guard.GateRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Strategies to test with. */
final class Samples {
    private Samples() {}

    static GateRule gate(String name) {
        return GateRule.of(name, new GateRule.Http("http://cart.shop.svc/health", 200, Duration.ofSeconds(30)));
    }

    static Strategy blueGreen() throws DeliveryException {
        return Strategy.blueGreen(false, Duration.ofMinutes(10), List.of(gate("health")), List.of());
    }

    static Strategy canary() throws DeliveryException {
        return Strategy.canary(
                List.of(
                        new Strategy.Step(25, Duration.ofSeconds(120), List.of()),
                        new Strategy.Step(50, null, List.of())),
                Traffic.REPLICAS,
                List.of(gate("errors")));
    }

    /** Any strategy. */
    static Strategy strategy(Random random) throws DeliveryException {
        List<GateRule> gates = random.nextBoolean() ? List.of() : List.of(gate("one"), gate("two"));
        return switch (random.nextInt(6)) {
            case 0 -> Strategy.rolling();
            case 1 -> Strategy.recreate();
            case 2, 3 ->
                Strategy.blueGreen(
                        random.nextBoolean(),
                        Duration.ofSeconds(random.nextInt(3) * 100),
                        gates,
                        random.nextBoolean() ? List.of() : List.of(gate("after")));
            default -> Strategy.canary(steps(random), Traffic.REPLICAS, gates);
        };
    }

    private static List<Strategy.Step> steps(Random random) {
        List<Strategy.Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Duration pause = random.nextInt(5) == 0 ? null : Duration.ofSeconds(random.nextInt(200));
            steps.add(new Strategy.Step(1 + random.nextInt(100), pause, List.of()));
        }
        return steps;
    }
}
