package io.jenkins.plugins.storefront.delivery.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;

/** The written form of a {@link Ledger}: JSON with a version; unknown keys of a later version are ignored, times are ISO 8601. */
public final class LedgerJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerJson() {}

    private record Written(int version, List<Slot> slots) {}

    public static String write(Ledger ledger) {
        try {
            return MAPPER.writeValueAsString(new Written(VERSION, ledger.slots()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote as the ledger of {@code job}; a damaged text is a {@link DeliveryException}. */
    public static Ledger read(String json, String job) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            if (written == null
                    || written.slots() == null
                    || !written.slots().stream().allMatch(LedgerJson::whole)) {
                throw new DeliveryException("the deployments on record are damaged: something is missing");
            }
            return new Ledger(written.slots()).ofJob(job);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the deployments on record are damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean whole(Slot slot) {
        return slot != null
                && slot.place() != null
                && slot.service() != null
                && slot.parts().allMatch(LedgerJson::whole);
    }

    private static boolean whole(Placement one) {
        return one != null
                && one.place() != null
                && one.service() != null
                && one.reference() != null
                && one.digest() != null
                && one.at() != null
                && one.outcome() != null
                && one.by() != null;
    }
}
