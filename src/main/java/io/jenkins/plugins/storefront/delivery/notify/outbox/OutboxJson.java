package io.jenkins.plugins.storefront.delivery.notify.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** The written form of an {@link OutboxEntry}: one line of JSON with a version, for readers to come. */
public final class OutboxJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private OutboxJson() {}

    private record Written(int version, OutboxEntry entry) {}

    public static String write(OutboxEntry entry) {
        try {
            return MAPPER.writeValueAsString(new Written(VERSION, entry));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; a damaged text or one of a later plugin is a {@link DeliveryException}. */
    public static OutboxEntry read(String json) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            if (written.version() > VERSION) {
                throw new DeliveryException("this notice was written by a later version of the plugin (version "
                        + written.version() + "); install that version again");
            }
            if (written.entry() == null) {
                throw new DeliveryException("the notice on record is damaged: it has no entry");
            }
            return written.entry();
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the notice on record is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
