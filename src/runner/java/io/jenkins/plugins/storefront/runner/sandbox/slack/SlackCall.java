package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of one call, sent as a form, as Slack's SDK does, or as JSON. */
final class SlackCall {
    /** Longest body taken, in bytes. */
    private static final int LONGEST = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> arguments;

    private SlackCall(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    /** Reads a call; a body that is not what its type says is a {@link JsonProcessingException}. */
    static SlackCall read(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
        String type = String.valueOf(http.getRequestHeaders().getFirst("Content-Type"));
        Map<String, String> arguments = new LinkedHashMap<>();
        if (type.startsWith("application/x-www-form-urlencoded")) {
            for (String part : body.split("&")) {
                String[] pair = part.split("=", 2);
                arguments.put(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
            }
            String payload = arguments.get("payload"); // how webhooks take JSON in a form
            return payload == null ? new SlackCall(arguments) : ofJson(payload);
        }
        return ofJson(body);
    }

    private static SlackCall ofJson(String text) throws JsonProcessingException {
        Map<String, String> arguments = new LinkedHashMap<>();
        JsonNode root = JSON.readTree(text);
        root.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            arguments.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
        });
        return new SlackCall(arguments);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The argument, or an empty text. */
    String get(String name) {
        return arguments.getOrDefault(name, "");
    }

    /** Whether the argument is true, as JSON or as a form has it. */
    boolean yes(String name) {
        return get(name).equals("true") || get(name).equals("1");
    }

    /** Why Slack would not post this, as one of its words, or null. */
    String problem() {
        if (get("text").isBlank() && get("blocks").isBlank()) {
            return "no_text";
        }
        if (get("blocks").isBlank()) {
            return null;
        }
        try {
            JsonNode blocks = JSON.readTree(get("blocks"));
            if (!blocks.isArray()) {
                return "invalid_blocks_format";
            }
            for (JsonNode block : blocks) {
                // Block Kit reference: a section's text has at most 3000 characters, a header's 150
                int longest = block.path("type").asText().equals("header") ? 150 : 3000;
                if (block.path("text").path("text").asText().length() > longest) {
                    return "invalid_blocks";
                }
            }
            return blocks.size() > 50 ? "invalid_blocks" : null;
        } catch (JsonProcessingException e) {
            return "invalid_blocks_format";
        }
    }
}
