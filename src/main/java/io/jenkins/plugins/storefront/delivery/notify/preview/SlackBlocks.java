package io.jenkins.plugins.storefront.delivery.notify.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws the body of a {@code chat.postMessage} as people see it (docs.slack.dev/reference/block-kit/blocks). Nothing is loaded: an
 * image is its alternative text. A block of a kind unknown here is named.
 */
public final class SlackBlocks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> COLOURS =
            Map.of("good", "#2eb67d", "warning", "#ecb22e", "danger", "#e01e5a");

    private final StringBuilder html = new StringBuilder();

    private SlackBlocks() {}

    /** HTML of it; what comes from outside is escaped. */
    public static String draw(Map<String, ?> body) {
        SlackBlocks drawing = new SlackBlocks();
        List<?> blocks = list(body.get("blocks"));
        List<?> attachments = list(body.get("attachments"));
        String text = text(body, "text");
        // Beside blocks, the text is what notifications show, not what is seen
        if (blocks.isEmpty() && !text.isEmpty()) {
            drawing.section(text);
        }
        drawing.blocks(blocks);
        for (Object attachment : attachments) {
            drawing.attachment(map(attachment));
        }
        return drawing.html.toString();
    }

    private void blocks(List<?> blocks) {
        for (Object block : blocks) {
            block(map(block));
        }
    }

    private void block(Map<?, ?> block) {
        switch (text(block, "type")) {
            case "header" ->
                html.append("<p class=\"block header\">")
                        .append(object(block.get("text")))
                        .append("</p>");
            case "section" -> section(block);
            case "context" -> {
                html.append("<div class=\"block context\">");
                list(block.get("elements"))
                        .forEach(one ->
                                html.append("<span>").append(element(map(one))).append("</span>"));
                html.append("</div>");
            }
            case "divider" -> html.append("<hr class=\"block\">");
            case "actions" -> {
                html.append("<div class=\"block actions\">");
                list(block.get("elements")).forEach(one -> html.append(element(map(one))));
                html.append("</div>");
            }
            case "image" ->
                html.append("<p class=\"block\">").append(element(block)).append("</p>");
            case "rich_text" -> list(block.get("elements")).forEach(one -> rich(map(one)));
            default ->
                html.append("<p class=\"block unknown\">A block of type ")
                        .append(SlackText.escape(text(block, "type")))
                        .append("</p>");
        }
    }

    private void section(String mrkdwn) {
        html.append("<div class=\"block\">").append(SlackText.mrkdwn(mrkdwn)).append("</div>");
    }

    private void section(Map<?, ?> block) {
        html.append("<div class=\"block section\"><div>").append(object(block.get("text")));
        List<?> fields = list(block.get("fields"));
        if (!fields.isEmpty()) {
            html.append("<div class=\"fields\">");
            fields.forEach(field -> html.append("<div>").append(object(field)).append("</div>"));
            html.append("</div>");
        }
        html.append("</div>");
        if (block.get("accessory") != null) {
            html.append("<div class=\"accessory\">")
                    .append(element(map(block.get("accessory"))))
                    .append("</div>");
        }
        html.append("</div>");
    }

    private void attachment(Map<?, ?> attachment) {
        html.append("<div class=\"attachment\"")
                .append(colour(text(attachment, "color"))
                        .map(value -> " style=\"border-color:" + value + "\"")
                        .orElse(""))
                .append('>');
        if (!text(attachment, "pretext").isEmpty()) {
            section(text(attachment, "pretext"));
        }
        String title = text(attachment, "title");
        if (!title.isEmpty()) {
            html.append("<p class=\"block title\">")
                    .append(SlackText.link(text(attachment, "title_link"), SlackText.plain(title)))
                    .append("</p>");
        }
        List<?> blocks = list(attachment.get("blocks"));
        String text = text(attachment, "text");
        if (blocks.isEmpty()) {
            section(text.isEmpty() ? text(attachment, "fallback") : text);
        }
        blocks(blocks);
        List<?> fields = list(attachment.get("fields"));
        if (!fields.isEmpty()) {
            html.append("<div class=\"fields\">");
            fields.forEach(field -> html.append("<div><strong>")
                    .append(SlackText.plain(text(map(field), "title")))
                    .append("</strong><br>")
                    .append(SlackText.mrkdwn(text(map(field), "value")))
                    .append("</div>"));
            html.append("</div>");
        }
        if (!text(attachment, "footer").isEmpty()) {
            html.append("<div class=\"block context\"><span>")
                    .append(SlackText.plain(text(attachment, "footer")))
                    .append("</span></div>");
        }
        html.append("</div>");
    }

    /** As CSS has it; nothing where it is none. */
    public static Optional<String> colour(String given) {
        if (COLOURS.containsKey(given)) {
            return Optional.of(COLOURS.get(given));
        }
        return given.matches("#?[0-9A-Fa-f]{6}")
                ? Optional.of(given.startsWith("#") ? given : "#" + given)
                : Optional.empty();
    }

    /** A text, a button, an image, or another element by its name. */
    private static String element(Map<?, ?> element) {
        return switch (text(element, "type")) {
            case "mrkdwn", "plain_text" -> object(element);
            case "button" -> button(element);
            case "image" -> "<span class=\"picture\">" + SlackText.escape(text(element, "alt_text")) + "</span>";
            default -> "<span class=\"button\">" + SlackText.escape(text(element, "type")) + "</span>";
        };
    }

    private static String button(Map<?, ?> button) {
        String style = text(button, "style");
        String css = "button" + (style.equals("primary") || style.equals("danger") ? " " + style : "");
        String label = "<span class=\"" + css + "\">" + object(button.get("text")) + "</span>";
        return SlackText.link(text(button, "url"), label);
    }

    /** A text object. */
    private static String object(Object given) {
        Map<?, ?> object = map(given);
        String text = text(object, "text");
        return "mrkdwn".equals(object.get("type")) ? SlackText.mrkdwn(text) : SlackText.plain(text);
    }

    private void rich(Map<?, ?> element) {
        switch (text(element, "type")) {
            case "rich_text_preformatted" ->
                html.append("<pre>").append(pieces(element)).append("</pre>");
            case "rich_text_quote" ->
                html.append("<blockquote>").append(pieces(element)).append("</blockquote>");
            case "rich_text_list" -> {
                html.append("<ul>");
                list(element.get("elements"))
                        .forEach(item ->
                                html.append("<li>").append(pieces(map(item))).append("</li>"));
                html.append("</ul>");
            }
            default ->
                html.append("<p class=\"block\">").append(pieces(element)).append("</p>");
        }
    }

    private static String pieces(Map<?, ?> element) {
        StringBuilder html = new StringBuilder();
        for (Object one : list(element.get("elements"))) {
            Map<?, ?> piece = map(one);
            String text = SlackText.escape(text(piece, "text")).replace("\n", "<br>");
            Map<?, ?> style = map(piece.get("style"));
            text = Boolean.TRUE.equals(style.get("code")) ? "<code>" + text + "</code>" : text;
            text = Boolean.TRUE.equals(style.get("bold")) ? "<strong>" + text + "</strong>" : text;
            text = Boolean.TRUE.equals(style.get("italic")) ? "<em>" + text + "</em>" : text;
            html.append(
                    switch (text(piece, "type")) {
                        case "link" ->
                            SlackText.link(
                                    text(piece, "url"), text.isEmpty() ? SlackText.escape(text(piece, "url")) : text);
                        case "emoji" -> SlackText.plain(":" + text(piece, "name") + ":");
                        default -> text;
                    });
        }
        return html.toString();
    }

    private static String text(Map<?, ?> of, String key) {
        return of.get(key) instanceof String text ? text : "";
    }

    private static Map<?, ?> map(Object given) {
        return given instanceof Map<?, ?> map ? map : Map.of();
    }

    /** A list, or JSON of one; what cannot be read is none. */
    private static List<?> list(Object given) {
        if (given instanceof String json && !json.isBlank()) {
            try {
                return MAPPER.readValue(json, List.class);
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
        return given instanceof List<?> list ? list : List.of();
    }
}
