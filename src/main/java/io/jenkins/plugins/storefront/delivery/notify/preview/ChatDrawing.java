package io.jenkins.plugins.storefront.delivery.notify.preview;

import java.util.List;
import java.util.Map;

/** Draws what a chat is told roughly as the chat shows it; what comes from outside is escaped. */
final class ChatDrawing {
    private final StringBuilder html = new StringBuilder();

    private ChatDrawing() {}

    static String of(String kind, Map<String, Object> message) {
        ChatDrawing drawing = new ChatDrawing();
        drawing.html
                .append("<div class=\"chat ")
                .append(SlackText.escape(kind.toLowerCase(java.util.Locale.ROOT)))
                .append("\">");
        switch (kind) {
            case "TEAMS" ->
                drawing.teams(map(map(list(message.get("attachments")).get(0)).get("content")));
            case "FEISHU" -> drawing.feishu(map(message.get("card")));
            case "DINGTALK" -> drawing.dingtalk(message);
            default -> drawing.markdown(text(map(message.get("markdown")), "content"));
        }
        return drawing.html.append("</div>").toString();
    }

    private void teams(Map<?, ?> card) {
        for (Object one : list(card.get("body"))) {
            Map<?, ?> block = map(one);
            if (text(block, "type").equals("Container")) {
                html.append("<p class=\"head ")
                        .append(SlackText.escape(text(block, "style")))
                        .append("\">");
                list(block.get("items")).forEach(item -> html.append(runs(map(item))));
                html.append("</p>");
            } else {
                html.append("<p>").append(runs(block)).append("</p>");
            }
        }
        for (Object action : list(card.get("actions"))) {
            button(text(map(action), "title"), text(map(action), "url"));
        }
    }

    private static String runs(Map<?, ?> block) {
        StringBuilder runs = new StringBuilder();
        list(block.get("inlines")).forEach(run -> runs.append(SlackText.escape(text(map(run), "text"))));
        return runs.toString();
    }

    private void feishu(Map<?, ?> card) {
        Map<?, ?> head = map(card.get("header"));
        html.append("<p class=\"head ")
                .append(SlackText.escape(text(head, "template")))
                .append("\">");
        html.append(SlackText.escape(text(map(head.get("title")), "content"))).append("</p>");
        for (Object one : list(card.get("elements"))) {
            Map<?, ?> element = map(one);
            if (text(element, "tag").equals("action")) {
                for (Object action : list(element.get("actions"))) {
                    button(text(map(map(action).get("text")), "content"), text(map(action), "url"));
                }
            } else {
                lines(text(map(element.get("text")), "content"));
            }
        }
    }

    private void dingtalk(Map<String, Object> message) {
        Map<?, ?> card = map(message.get(text(message, "msgtype")));
        markdown(text(card, "text"));
        if (!text(card, "singleURL").isEmpty()) {
            button(text(card, "singleTitle"), text(card, "singleURL"));
        }
    }

    /** The little of markdown that our messages use. */
    private void markdown(String text) {
        String shown = SlackText.escape(text)
                .replaceAll(
                        "&lt;font color&#x3D;&quot;(info|warning|comment)&quot;&gt;(.*?)&lt;/font&gt;",
                        "<span class=\"$1\">$2</span>")
                .replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>")
                .replaceAll("(?m)^### (.*)$", "<strong>$1</strong>")
                .replaceAll(
                        "\\[([^\\]\\n]*)]\\((https?:[^)\\s]*)\\)", "<a href=\"$2\" rel=\"noopener noreferrer\">$1</a>");
        html.append("<p class=\"lines\">").append(shown).append("</p>");
    }

    private void lines(String text) {
        html.append("<p class=\"lines\">").append(SlackText.escape(text)).append("</p>");
    }

    private void button(String label, String url) {
        html.append("<p class=\"actions\">")
                .append(SlackText.link(url, "<span class=\"button\">" + SlackText.escape(label) + "</span>"))
                .append("</p>");
    }

    private static String text(Map<?, ?> of, String key) {
        return of.get(key) instanceof String text ? text : "";
    }

    private static Map<?, ?> map(Object given) {
        return given instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object given) {
        return given instanceof List<?> list ? list : List.of();
    }
}
