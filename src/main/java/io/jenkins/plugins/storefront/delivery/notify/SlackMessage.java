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
     * @param open what the button says
     */
    static SlackMessage of(String title, String body, String open, String url) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        blocks.add(header(title));
        if (!body.isBlank()) {
            blocks.add(sectionOf(body));
        }
        if (url != null && !url.isEmpty()) {
            blocks.add(Map.of("type", "actions", "elements", List.of(button("open-run", open, url))));
        }
        return written(blocks, title);
    }

    /** One section, without header and button. */
    static SlackMessage section(String title, String body) {
        return written(List.of(sectionOf(body)), title);
    }

    /** @param title plain */
    static Map<String, Object> header(String title) {
        return Map.of(
                "type",
                "header",
                "text",
                Map.of("type", "plain_text", "text", Mrkdwn.cut(title, LONGEST_HEADER), "emoji", false));
    }

    /** Small print; {@code body} is escaped mrkdwn. */
    static Map<String, Object> context(String body) {
        return Map.of(
                "type",
                "context",
                "elements",
                List.of(Map.of("type", "mrkdwn", "text", Mrkdwn.cut(body, Mrkdwn.LONGEST_SECTION))));
    }

    /** A button that is a link: nothing comes back from Slack. */
    static Map<String, Object> button(String id, String title, String url) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "button");
        button.put("text", Map.of("type", "plain_text", "text", title));
        button.put("url", url);
        button.put("action_id", id);
        return button;
    }

    /** {@code body} is escaped mrkdwn. */
    static Map<String, Object> sectionOf(String body) {
        return Map.of(
                "type",
                "section",
                "text",
                Map.of("type", "mrkdwn", "text", Mrkdwn.cut(body.strip(), Mrkdwn.LONGEST_SECTION)));
    }

    static SlackMessage written(List<Map<String, Object>> blocks, String title) {
        try {
            return new SlackMessage(MAPPER.writeValueAsString(blocks), title);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("blocks cannot be written as JSON", e);
        }
    }
}
