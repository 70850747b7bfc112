package io.jenkins.plugins.storefront.delivery.notify.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** The written form of the {@link DeskState}, with a version, for readers to come; keys of later versions are ignored. */
final class DeskJson {
    static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DeskJson() {}

    private record Written(int version, DeskState desk) {}

    /** A part of a state. */
    static String write(Object part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the desk cannot be written as JSON", e);
        }
    }

    /** Reads what {@link DeskWriter} wrote; a damaged text or one of a later plugin is a {@link DeliveryException}. */
    static DeskState read(String json) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            if (written.version() > VERSION) {
                throw new DeliveryException(
                        "the notices that wait were written by a later version of the plugin (version "
                                + written.version() + "); install that version again");
            }
            return written.desk() == null ? DeskState.EMPTY : written.desk();
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the notices that wait are damaged: " + e.getOriginalMessage(), e);
        }
    }
}
