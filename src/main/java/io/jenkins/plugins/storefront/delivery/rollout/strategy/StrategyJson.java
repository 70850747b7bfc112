package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** The written form of strategies. */
public final class StrategyJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StrategyJson() {}

    public static String write(Strategy strategy) {
        try {
            return MAPPER.writeValueAsString(strategy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a strategy cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; null is rolling, as a rollout of an earlier plugin has none. */
    public static Strategy read(String json) throws DeliveryException {
        try {
            return json == null ? Strategy.rolling() : MAPPER.readValue(json, Strategy.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the strategy of the rollout is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
