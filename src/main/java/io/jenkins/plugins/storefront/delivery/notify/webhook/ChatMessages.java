package io.jenkins.plugins.storefront.delivery.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The messages of the chats. Where a chat has a form for plain text, that is used, so that what comes from outside can neither mention
 * nor link; where it reads markdown only, values are {@linkplain #markdown escaped}.
 */
public final class ChatMessages {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_LINES = 80;

    private ChatMessages() {}

    /** Whether the chat reads its text as markdown. */
    public static boolean readsMarkdown(Kind kind) {
        return kind == Kind.DINGTALK || kind == Kind.WECOM;
    }

    /** A value inside markdown: neither a mention ({@code <@…>}), nor a tag, nor a link, nor emphasis. */
    public static String markdown(String value) {
        return value.replace("<", "＜")
                .replace(">", "＞")
                .replace("](", "] (")
                .replace("**", "* *")
                .replace("`", "'")
                .replaceAll("(?m)^#", "＃");
    }

    /** As JSON, at most as large as the chat takes; its text is cut where it must be. */
    public static String of(Kind kind, ChatText said) {
        String title = cut(said.title(), LONGEST_TITLE);
        ChatText text = new ChatText(
                readsMarkdown(kind) ? markdown(title) : title,
                said.text().strip(),
                said.mood(),
                said.url(),
                said.label());
        String json = written(content(kind, text));
        while (size(kind, json, text) > most(kind) && !text.text().equals("…")) {
            text = text.shorter();
            json = written(content(kind, text));
        }
        return json;
    }

    /** Bytes of a request, or of WeCom's content, that the chat takes (each one's documentation of its webhook robot). */
    private static int most(Kind kind) {
        return switch (kind) {
            case TEAMS -> 28_000 - 1_000;
            case DINGTALK, FEISHU -> 20_000 - 500;
            case WECOM -> 4_096;
            case JSON -> 256_000;
        };
    }

    private static int size(Kind kind, String json, ChatText text) {
        return (kind == Kind.WECOM ? wecomContent(text) : json).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, Object> content(Kind kind, ChatText text) {
        return switch (kind) {
            case TEAMS -> teams(text);
            case DINGTALK -> dingtalk(text);
            case FEISHU -> feishu(text);
            case WECOM -> map("msgtype", "markdown", "markdown", map("content", wecomContent(text)));
            case JSON -> throw new IllegalArgumentException("JSON has no chat's form");
        };
    }

    /** An Adaptive Card 1.4 whose text runs are plain: Teams reads no markdown in them. */
    private static Map<String, Object> teams(ChatText text) {
        String style =
                switch (text.mood()) {
                    case GOOD -> "good";
                    case BAD -> "attention";
                    case BACK -> "warning";
                    case OPEN -> "accent";
                };
        List<Object> body = new ArrayList<>();
        body.add(map(
                "type",
                "Container",
                "style",
                style,
                "bleed",
                true,
                "items",
                List.of(run(map("type", "TextRun", "text", text.title(), "weight", "Bolder", "size", "Medium")))));
        text.text().lines().limit(MOST_LINES).forEach(line -> {
            Map<String, Object> block = run(map("type", "TextRun", "text", line.isEmpty() ? "\u00a0" : line));
            block.put("spacing", "None");
            body.add(block);
        });
        Map<String, Object> card = map(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "fallbackText",
                text.title(),
                "msteams",
                map("width", "Full"),
                "body",
                body);
        if (!text.url().isEmpty()) {
            card.put("actions", List.of(map("type", "Action.OpenUrl", "title", text.label(), "url", text.url())));
        }
        return map(
                "type",
                "message",
                "attachments",
                List.of(map("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, Object> run(Map<String, Object> textRun) {
        return map("type", "RichTextBlock", "inlines", List.of(textRun));
    }

    private static Map<String, Object> dingtalk(ChatText text) {
        String body = "### " + text.title() + "\n\n"
                + String.join("  \n", text.text().lines().toList());
        return text.url().isEmpty()
                ? map("msgtype", "markdown", "markdown", map("title", text.title(), "text", body))
                : map(
                        "msgtype",
                        "actionCard",
                        "actionCard",
                        map("title", text.title(), "text", body, "singleTitle", text.label(), "singleURL", text.url()));
    }

    private static Map<String, Object> feishu(ChatText text) {
        String colour =
                switch (text.mood()) {
                    case GOOD -> "green";
                    case BAD -> "red";
                    case BACK -> "orange";
                    case OPEN -> "blue";
                };
        List<Object> elements = new ArrayList<>();
        if (!text.text().isEmpty()) {
            elements.add(map("tag", "div", "text", plain(text.text())));
        }
        if (!text.url().isEmpty()) {
            elements.add(map(
                    "tag",
                    "action",
                    "actions",
                    List.of(map("tag", "button", "type", "primary", "text", plain(text.label()), "url", text.url()))));
        }
        return map(
                "msg_type",
                "interactive",
                "card",
                map(
                        "config",
                        map("wide_screen_mode", true),
                        "header",
                        map("template", colour, "title", plain(text.title())),
                        "elements",
                        elements));
    }

    private static Map<String, Object> plain(String text) {
        return map("tag", "plain_text", "content", text);
    }

    private static String wecomContent(ChatText text) {
        String colour =
                switch (text.mood()) {
                    case GOOD -> "info";
                    case BAD, BACK -> "warning";
                    case OPEN -> "comment";
                };
        return Stream.of(
                        "**<font color=\"" + colour + "\">" + text.title() + "</font>**",
                        text.text(),
                        text.url().isEmpty() ? "" : "[" + text.label() + "](" + text.url() + ")")
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static String written(Map<String, Object> content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }
}
