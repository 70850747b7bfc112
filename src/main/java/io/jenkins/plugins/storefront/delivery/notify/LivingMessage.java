package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The release's one message in a channel, as the release book keeps it.
 *
 * @param connection name of the Slack connection, or null for the first one
 * @param channel as it was asked for, or null for the connection's own
 * @param key what it is known by here
 * @param reference {@code channel/ts}, what Slack knows it by; null until it was sent
 * @param said the notice of its latest state
 * @param language code of its words, or null for English
 * @param ruled whether a rule says what is told loudly in that channel
 */
record LivingMessage(
        String connection, String channel, String key, String reference, String said, boolean ruled, String language) {
    private static final String NAME = "slack-messages.json";
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Written(int version, List<LivingMessage> messages) {}

    SlackRequest.MessageRef ref() {
        return new SlackRequest.MessageRef(key, reference);
    }

    LivingMessage sent(String name) {
        return new LivingMessage(connection, channel, key, name, said, ruled, language);
    }

    LivingMessage saying(String notice) {
        return new LivingMessage(connection, channel, key, reference, notice, ruled, language);
    }

    LivingMessage byRule() {
        return new LivingMessage(connection, channel, key, reference, said, true, language);
    }

    static List<LivingMessage> read(ReleaseBook book) throws DeliveryException {
        try {
            var kept = book.kept(NAME);
            return kept.isEmpty()
                    ? List.of()
                    : MAPPER.readValue(kept.get(), Written.class).messages();
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the release's messages on record are damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DeliveryException("the release's messages cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes one down, in place of that with the same key. */
    static void write(ReleaseBook book, LivingMessage message) throws DeliveryException {
        List<LivingMessage> all = new ArrayList<>(read(book));
        all.removeIf(one -> one.key().equals(message.key()));
        all.add(message);
        try {
            book.keep(NAME, MAPPER.writeValueAsString(new Written(VERSION, all)));
        } catch (IOException e) {
            throw new DeliveryException("the release's messages cannot be written: " + e.getMessage(), e);
        }
    }
}
