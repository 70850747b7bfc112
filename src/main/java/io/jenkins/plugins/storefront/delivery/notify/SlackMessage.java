package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Slack message: Block Kit blocks, and the text that notifications and screen readers show.
 *
 * @param blocks as JSON
 * @param text plain
 */
record SlackMessage(String blocks, String text) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Longest header in characters (Block Kit reference). */
    private static final int LONGEST_HEADER = 150;

    /**
     * A header, a section and, where the run has a URL, a button to it.
     *
     * @param title plain text
     * @param body escaped mrkdwn
     */
    static SlackMessage of(String title, String body, String url) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(Map.of(
                "type",
                "header",
                "text",
                Map.of("type", "plain_text", "text", Mrkdwn.cut(title, LONGEST_HEADER), "emoji", false)));
        if (!body.isBlank()) {
            blocks.add(sectionOf(body));
        }
        if (url != null && !url.isEmpty()) {
            Map<String, Object> button = new LinkedHashMap<>();
            button.put("type", "button");
            button.put("text", Map.of("type", "plain_text", "text", "Open the run"));
            button.put("url", url);
            button.put("action_id", "open-run");
            blocks.add(Map.of("type", "actions", "elements", List.of(button)));
        }
        return written(blocks, title);
    }

    /** One section, without header and button. */
    static SlackMessage section(String title, String body) {
        return written(List.of(sectionOf(body)), title);
    }

    private static Map<String, Object> sectionOf(String body) {
        return Map.of(
                "type",
                "section",
                "text",
                Map.of("type", "mrkdwn", "text", Mrkdwn.cut(body.strip(), Mrkdwn.LONGEST_SECTION)));
    }

    private static SlackMessage written(List<Map<String, Object>> blocks, String title) {
        try {
            return new SlackMessage(MAPPER.writeValueAsString(blocks), title);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("blocks cannot be written as JSON", e);
        }
    }
}
