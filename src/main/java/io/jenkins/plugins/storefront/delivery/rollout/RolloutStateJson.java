package io.jenkins.plugins.storefront.delivery.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** The written form of a {@link RolloutState}, with a version for readers to come. */
public final class RolloutStateJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RolloutStateJson() {}

    private record Written(int version, RolloutState state) {}

    public static String write(RolloutState state) {
        try {
            return MAPPER.writeValueAsString(new Written(VERSION, state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state of a rollout cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; a damaged text or one of a later plugin is a {@link DeliveryException}. */
    public static RolloutState read(String json) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            if (written.version() > VERSION) {
                throw new DeliveryException("this rollout was begun by a later version of the plugin (state version "
                        + written.version() + "); install that version again, or run the stage anew");
            }
            return written.state();
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the state of the rollout is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
