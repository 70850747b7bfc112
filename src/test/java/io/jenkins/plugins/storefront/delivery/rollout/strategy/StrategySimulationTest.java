package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strategies in {@link StrategyWorld worlds} of many seeds. */
class StrategySimulationTest {
    private static final int RUNS = 10_000;

    @Test
    void noRunHurtsTheShopAndEachEnds() {
        Map<Outcome, Integer> ends = new EnumMap<>(Outcome.class);
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                ends.merge(new StrategyWorld(seed).play().end().outcome(), 1, Integer::sum);
            } catch (AssertionError | Exception e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(ends.get(Outcome.SUCCEEDED)).isGreaterThan(RUNS / 10);
        assertThat(ends.get(Outcome.UNDONE)).isGreaterThan(RUNS / 10);
        assertThat(ends.get(Outcome.FAILED)).isGreaterThan(RUNS / 100);
    }
}
