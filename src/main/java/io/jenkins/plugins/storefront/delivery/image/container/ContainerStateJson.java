package io.jenkins.plugins.storefront.delivery.image.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.Instant;

/** The written form of a wait for a container. */
final class ContainerStateJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ContainerStateJson() {}

    /**
     * The file's shape.
     *
     * @param current which of the waits is waited for
     * @param since when that began
     * @param begin when the step began
     * @param engine that the container is of; null in what older versions wrote, which knew Docker only
     */
    record Written(int version, int current, Instant since, Instant begin, Engine engine) {
        Written {
            engine = engine == null ? Engine.DOCKER : engine;
        }
    }

    static String write(Written state) {
        try {
            return MAPPER.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and times are always written", e);
        }
    }

    static Written read(String json) throws DeliveryException {
        try {
            return MAPPER.readValue(json, Written.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the state of the container is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
