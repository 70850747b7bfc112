package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;

/**
 * All that a rollout by a strategy must remember over a restart, as JSON.
 *
 * @param state how far the strategy is
 * @param planned the rollout of the declared objects as it was planned
 * @param second what is waited for of the second set, or of what it needs; null while nobody looks at it
 * @param inner the rollout or the undo under way, as its own session wrote it; null where there is none
 * @param innerEnded how that ended; null until then
 */
public record StrategyRun(
        StrategyState state, RolloutState planned, RolloutState second, String inner, StrategyState.Ending innerEnded) {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Written(int version, StrategyRun strategyRun) {}

    public String write() {
        try {
            return MAPPER.writeValueAsString(new Written(VERSION, this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of a strategy cannot be written as JSON", e);
        }
    }

    /** Whether a persisted state is one of a strategy, rather than of a plain rollout. */
    public static boolean isOne(String json) {
        return json.contains("\"strategyRun\"");
    }

    /** Reads what {@link #write} wrote; a damaged text or one of a later plugin is a {@link DeliveryException}. */
    public static StrategyRun read(String json) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            if (written.version() > VERSION) {
                throw new DeliveryException("this rollout was begun by a later version of the plugin (strategy version "
                        + written.version() + "); install that version again, or run the stage anew");
            }
            return written.strategyRun();
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the state of the rollout is damaged: " + e.getOriginalMessage(), e);
        }
    }

    public StrategyRun with(StrategyState next) {
        return new StrategyRun(next, planned, second, inner, innerEnded);
    }

    public StrategyRun withSecond(RolloutState next) {
        return new StrategyRun(state, planned, next, inner, innerEnded);
    }

    public StrategyRun withInner(String json, StrategyState.Ending ended) {
        return new StrategyRun(state, planned, second, json, ended);
    }
}
