package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step changes of a strategy's state, and what it leaves as it was; and the written form, which outlives the code. */
class StrategyStateTest {
    private static final Instant NOW = Instant.parse("2026-11-27T07:00:00Z");
    private static final Ending ENDING = new Ending(Outcome.ABORTED, "undone by somebody", List.of());

    /** Every component has a value that nothing has at the beginning. */
    private static StrategyRun written() throws Exception {
        return StrategyRun.read(new String(fixture(), StandardCharsets.UTF_8));
    }

    private static byte[] fixture() throws Exception {
        try (InputStream file = StrategyStateTest.class.getResourceAsStream("strategy-run-1.json")) {
            return file.readAllBytes();
        }
    }

    @Test
    void whatVersion1WroteIsReadAndWrittenAgainWithNothingLost() throws Exception {
        assertThat(said(written().write())).isEqualTo(said(new String(fixture(), StandardCharsets.UTF_8)));
    }

    /** Without what is null: later versions write components that the first one did not know. */
    private static String said(String json) throws Exception {
        ObjectMapper mapper = new ObjectMapper()
                .setDefaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL));
        return mapper.writeValueAsString(mapper.readValue(json, Map.class));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                step("done", StrategyState::done, "acted"),
                step("again", state -> state.done().again()),
                step("answered", state -> state.answered("one", GateAnswer.go("fast"), NOW), "answers"),
                step("serving", state -> state.serving(NOW), "servesSince", "heldSince"),
                step("held", state -> state.held(NOW), "heldSince"),
                step("resumed", state -> state.resumed(NOW), "heldSince", "heldFor"),
                step("promoted", state -> state.promoted(NOW), "heldSince", "heldFor", "promotedAt"),
                step("took", state -> state.took(9), "taken"),
                step("because", state -> state.because(ENDING), "heldSince", "why"),
                step("holding", state -> state.holding(false), "holding"),
                step(
                        "enter",
                        state -> state.enter(Phase.RESTORE, 0, NOW),
                        "phase",
                        "stop",
                        "since",
                        "servesSince",
                        "heldSince",
                        "heldFor",
                        "promotedAt",
                        "answers"),
                step(
                        "ended",
                        state -> state.ended(ENDING, NOW),
                        "phase",
                        "acted",
                        "since",
                        "servesSince",
                        "heldSince",
                        "heldFor",
                        "promotedAt",
                        "answers",
                        "end"));
    }

    private static Arguments step(String name, UnaryOperator<StrategyState> step, String... changed) {
        return Arguments.of(name, step, Set.of(changed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aStepChangesThisAndNothingElse(String name, UnaryOperator<StrategyState> step, Set<String> changed)
            throws Exception {
        StrategyState before = written().state();
        StrategyState after = step.apply(before);
        Set<String> differs = new TreeSet<>();
        for (RecordComponent component : StrategyState.class.getRecordComponents()) {
            if (!Objects.equals(
                    component.getAccessor().invoke(before),
                    component.getAccessor().invoke(after))) {
                differs.add(component.getName());
            }
        }
        assertThat(differs).isEqualTo(new TreeSet<>(changed));
    }

    @Test
    void whatIsPausedWhileItRollsOutIsFrozenUntilItIsResumed() throws Exception {
        StrategyState rollsOut = StrategyState.begin(
                        Strategy.rolling(), written().state().patience(), NOW)
                .done();
        StrategyState held = rollsOut.held(NOW);
        assertThat(held).returns(true, StrategyState::frozen).returns(false, StrategyState::acted);
        assertThat(held.done()).as("frozen while paused").returns(true, StrategyState::frozen);
        StrategyState resumed = held.done().resumed(NOW.plusSeconds(5));
        assertThat(resumed).returns(true, StrategyState::frozen).returns(false, StrategyState::acted);
        assertThat(resumed.done()).returns(false, StrategyState::frozen).returns(true, StrategyState::acted);
    }
}
