package io.jenkins.plugins.storefront.delivery.notify.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import java.io.IOException;
import java.util.Map;

/**
 * What a team's {@code storefront.yaml} says of the words of its notices, as the release book keeps it from when the file is read: later
 * notices need no workspace.
 *
 * @param templates checked, by {@code slack}, {@code mail} or {@code chat}
 * @param languages codes by channel, mail address or mail domain
 */
public record TeamSays(Map<String, TeamTemplate> templates, Map<String, String> languages) {
    public static final TeamSays NOTHING = new TeamSays(Map.of(), Map.of());

    private static final String NAME = "notice-words.json";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public TeamSays {
        templates = templates == null ? Map.of() : Map.copyOf(templates);
        languages = languages == null ? Map.of() : Map.copyOf(languages);
    }

    /** Writes it down, in place of what was said before. */
    public void keep(ReleaseBook book) throws DeliveryException {
        try {
            if (!equals(kept(book))) {
                book.keep(NAME, MAPPER.writeValueAsString(this));
            }
        } catch (IOException e) {
            throw new DeliveryException("what the team says of its notices cannot be written: " + e.getMessage(), e);
        }
    }

    /** What was said last. */
    public static TeamSays kept(ReleaseBook book) throws DeliveryException {
        try {
            var text = book.kept(NAME);
            return text.isEmpty() ? NOTHING : MAPPER.readValue(text.get(), TeamSays.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("what the team says of its notices is damaged on record", e);
        } catch (IOException e) {
            throw new DeliveryException("what the team says of its notices cannot be read: " + e.getMessage(), e);
        }
    }

    /** Null where none is for that. */
    public TeamTemplate template(String what) {
        return templates.get(what);
    }

    /**
     * The language of a receiver: of the address or channel itself, then of the address's domain, then {@code otherwise}.
     *
     * @param receiver a channel or a mail address
     * @param otherwise a code, or null for English
     */
    public Language language(String receiver, String otherwise) throws DeliveryException {
        String name = receiver == null ? "" : OutboxNotice.receiver(receiver);
        String code = said(name);
        if (code == null && name.indexOf('@') > 0) {
            code = said(name.substring(name.indexOf('@') + 1));
        }
        return Language.of(code != null ? code : otherwise);
    }

    private String said(String receiver) {
        return languages.entrySet().stream()
                .filter(one -> OutboxNotice.receiver(one.getKey()).equalsIgnoreCase(receiver))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
