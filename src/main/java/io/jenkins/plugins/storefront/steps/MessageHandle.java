package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.notify.SlackRequest;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;

/** The message that an earlier {@code slackNotify} or {@code emailNotify} returned, as a step persists it. */
final class MessageHandle implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reference;

    private MessageHandle(String key, String reference) {
        this.key = key;
        this.reference = reference;
    }

    /** Null where {@code given} is; an {@link IllegalArgumentException} where it is no handle. */
    static MessageHandle of(Object given, String step, String parameter) {
        if (given == null) {
            return null;
        }
        if (given instanceof Map<?, ?> map && map.get("message") != null) {
            Object name = map.get("reference");
            return new MessageHandle(
                    map.get("message").toString(),
                    name == null || name.toString().isEmpty() ? null : name.toString());
        }
        throw new IllegalArgumentException(step + ": '" + parameter + "' takes what an earlier " + step + " returned");
    }

    SlackRequest.MessageRef ref() {
        return new SlackRequest.MessageRef(key, reference);
    }
}
