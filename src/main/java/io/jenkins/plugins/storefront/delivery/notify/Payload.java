package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Person;
import java.util.List;

/**
 * A notice as the outbox keeps it: composed and masked; of credentials only what the connection says. Written as JSON; keys of later
 * versions are ignored.
 *
 * @param connection name of the Slack workspace or mail server
 * @param to a channel, or addresses
 * @param title first line or subject
 * @param body Block Kit JSON or HTML
 * @param text the plain-text part
 * @param messageId of a mail, with angle brackets; null for Slack
 * @param broadcast whether a reply is shown in the channel too
 * @param files that go with it
 * @param mentions people who are called by name in Slack, where they are found there when it is sent
 * @param mail what only a mail has; null for others, and for mails that an earlier version put
 */
record Payload(
        String connection,
        List<String> to,
        String title,
        String body,
        String text,
        String messageId,
        boolean broadcast,
        List<Attachment> files,
        List<Person> mentions,
        MailExtras mail) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Payload {
        to = List.copyOf(to);
        files = files == null ? List.of() : List.copyOf(files);
        mentions = mentions == null ? List.of() : List.copyOf(mentions);
    }

    /** One of a mail. */
    Payload(
            String connection,
            List<String> to,
            String title,
            String body,
            String text,
            String messageId,
            boolean broadcast,
            MailExtras mail) {
        this(connection, to, title, body, text, messageId, broadcast, List.of(), List.of(), mail);
    }

    Payload with(List<Attachment> others) {
        return new Payload(connection, to, title, body, text, messageId, broadcast, others, mentions, mail);
    }

    Payload saying(String otherBody) {
        return new Payload(connection, to, title, otherBody, text, messageId, broadcast, files, mentions, mail);
    }

    Payload mentioning(List<Person> people) {
        return new Payload(connection, to, title, body, text, messageId, broadcast, files, people, mail);
    }

    /** One of a chat. */
    Payload(
            String connection,
            List<String> to,
            String title,
            String body,
            String text,
            String messageId,
            boolean broadcast) {
        this(connection, to, title, body, text, messageId, broadcast, null);
    }

    String write() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice cannot be written as JSON", e);
        }
    }

    static Payload read(String json) throws DeliveryException {
        try {
            return MAPPER.readValue(json, Payload.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the notice on record is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
