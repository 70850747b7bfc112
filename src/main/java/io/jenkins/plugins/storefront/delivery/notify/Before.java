package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.port.Change;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was in an environment when a deployment to it began, and what the deployment brings; kept beside the release.
 *
 * @param known whether anything is on record for that environment
 * @param bad whether the deployment before had failed
 * @param base commit that served, or null
 * @param head commit that comes, or null
 * @param changes what comes, newest first
 * @param rules of the team that are in force there
 */
record Before(boolean known, boolean bad, String base, String head, List<Change> changes, List<NoticeRule> rules) {
    static final Before NOTHING = new Before(false, false, null, null, List.of(), List.of());

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Before {
        changes = changes == null ? List.of() : List.copyOf(changes);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** Who wrote it, each once, by address where there is one. */
    List<Person> authors() {
        Map<String, Person> authors = new LinkedHashMap<>();
        for (Change one : changes) {
            if (one.author() != null) {
                Person author = one.author();
                authors.putIfAbsent(
                        author.emails().isEmpty()
                                ? author.name()
                                : author.emails().get(0),
                        author);
            }
        }
        return List.copyOf(authors.values());
    }

    /** That of a deployment; {@link #NOTHING} where there is none or it is damaged, as a notice can be told without. */
    static Before read(ReleaseBook book, String deployment) throws IOException {
        String text = book.kept(name(deployment)).orElse(null);
        if (text == null) {
            return NOTHING;
        }
        try {
            return MAPPER.readValue(text, Before.class);
        } catch (JsonProcessingException e) {
            return NOTHING;
        }
    }

    void write(ReleaseBook book, String deployment) throws IOException {
        book.keep(name(deployment), MAPPER.writeValueAsString(this));
    }

    private static String name(String deployment) {
        return "before-" + deployment.replaceAll("[^A-Za-z0-9-]", "_") + ".json";
    }
}
