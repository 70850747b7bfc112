package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of a workspace, in the three steps of docs.slack.dev/messaging/working-with-files. Thread-safe. */
final class Uploads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    /** Gives an address to send a file to. */
    synchronized Map<String, Object> place(SlackCall call, String base) {
        if (call.get("filename").isBlank() || !call.get("length").matches("[1-9]\\d*")) {
            return Conversations.error("invalid_arguments");
        }
        String id = String.format(java.util.Locale.ROOT, "F0%08d", names.size() + 1);
        names.put(id, call.get("filename"));
        return Map.of("ok", true, "upload_url", base + "/upload/" + id, "file_id", id);
    }

    /** Whether such a file was asked for. */
    synchronized boolean take(String id, byte[] content) {
        if (!names.containsKey(id)) {
            return false;
        }
        contents.put(id, content);
        return true;
    }

    /** What is shared, or null where one of them was not sent. */
    synchronized List<Map<String, Object>> complete(String files) {
        List<Map<String, Object>> shared = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(files)) {
                String id = one.path("id").asText();
                if (!contents.containsKey(id)) {
                    return null;
                }
                shared.add(Map.of(
                        "id",
                        id,
                        "name",
                        names.get(id),
                        "title",
                        one.path("title").asText(names.get(id))));
            }
        } catch (JsonProcessingException e) {
            return null;
        }
        return shared;
    }

    /** What was sent, by name, as text. */
    synchronized Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>();
        contents.forEach((id, content) -> all.put(names.get(id), new String(content, StandardCharsets.UTF_8)));
        return all;
    }
}
