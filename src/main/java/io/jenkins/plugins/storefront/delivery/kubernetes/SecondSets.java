package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.SecondSet;
import java.io.IOException;

/** Keeps second sets sealed beside the release, as their objects may hold secrets. */
final class SecondSets {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SecondSets() {}

    private static String name(String rollout) {
        return "second-" + rollout;
    }

    static void keep(DeliveryContext delivery, String rollout, SecondSet set) throws DeliveryException {
        try {
            delivery.release().keep(name(rollout), delivery.sealer().seal(Secret.of(MAPPER.writeValueAsString(set))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a second set cannot be written as JSON", e);
        } catch (IOException e) {
            throw new DeliveryException("the second set cannot be written down: " + e.getMessage(), e);
        }
    }

    /** What was kept, or null. */
    static SecondSet kept(DeliveryContext delivery, String rollout) throws DeliveryException {
        try {
            String sealed = delivery.release().kept(name(rollout)).orElse(null);
            return sealed == null
                    ? null
                    : MAPPER.readValue(delivery.sealer().open(sealed).reveal(), SecondSet.class);
        } catch (IOException e) {
            throw new DeliveryException("the second set cannot be read back: " + e.getMessage(), e);
        }
    }
}
