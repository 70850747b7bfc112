package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.IOException;
import java.util.List;

/** The rules of the {@code withNotices} blocks around a deployment, kept beside the release. */
public final class RuleScope {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RuleScope() {}

    /** For the whole run, in place of a deployment's id: what a freestyle job's wrapper says. */
    public static final String RUN = "run";

    /** Writes them down before the deployment is opened. */
    public static void keep(ReleaseBook book, String deployment, List<NoticeRule> rules) throws IOException {
        if (!rules.isEmpty()) {
            book.keep(name(deployment), write(rules));
        }
    }

    static List<NoticeRule> read(ReleaseBook book, String deployment) throws IOException, DeliveryException {
        String text = book.kept(name(deployment)).orElse(null);
        return text == null ? List.of() : parse(text);
    }

    public static String write(List<NoticeRule> rules) {
        try {
            return MAPPER.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static List<NoticeRule> parse(String text) throws DeliveryException {
        try {
            return MAPPER.readValue(text, new TypeReference<List<NoticeRule>>() {});
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the rules on record are damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static String name(String deployment) {
        return "rules-" + deployment.replaceAll("[^A-Za-z0-9-]", "_") + ".json";
    }
}
