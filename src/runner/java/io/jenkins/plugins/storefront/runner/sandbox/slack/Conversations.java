package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The messages of a workspace, and the calls of the Web API that write and read them, with the errors that
 * docs.slack.dev/reference/methods documents. Thread-safe.
 */
final class Conversations {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Channels that are there from the beginning; messages to any other make it. */
    private static final List<String> CHANNELS = List.of("general", "releases", "shop");

    private final List<Posted> messages = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private static final class Posted {
        private final String channel;
        private final String id;
        private final String ts;
        private final String thread;
        private final boolean broadcast;
        private final Instant at;
        private String text;
        private String blocks;
        private JsonNode metadata;
        private int edits;

        Posted(SlackCall call, String channel, String id, String ts, Instant at) {
            this.channel = channel;
            this.id = id;
            this.ts = ts;
            this.at = at;
            thread = call.get("thread_ts");
            broadcast = call.yes("reply_broadcast");
        }

        void say(SlackCall call, JsonNode meta) {
            text = call.get("text");
            blocks = call.get("blocks");
            metadata = meta;
        }

        Map<String, Object> json(boolean withMetadata) {
            Map<String, Object> map = new LinkedHashMap<>(
                    Map.of("type", "message", "text", text, "ts", ts, "bot_id", "B0SANDBOX", "user", "U0SANDBOX"));
            if (!thread.isEmpty()) {
                map.put("thread_ts", thread);
            }
            if (withMetadata && metadata != null) {
                map.put("metadata", metadata);
            }
            return map;
        }
    }

    synchronized List<SandboxSlack.Message> messages() {
        return messages.stream()
                .map(one -> new SandboxSlack.Message(
                        one.channel, one.text, one.blocks, one.at, one.ts, one.thread, one.broadcast, one.edits))
                .toList();
    }

    /** A message of a webhook. */
    synchronized void take(String channel, SlackCall call, Instant now) {
        Posted posted = new Posted(call, channel, id(channel), ts(now), now);
        posted.say(call, null);
        messages.add(posted);
    }

    /** Somebody deletes a message. */
    synchronized void delete(String ts) {
        messages.removeIf(one -> one.ts.equals(ts));
    }

    /** The answer to a call; null for a method that is not here. */
    synchronized Map<String, Object> answer(String method, SlackCall call, Instant now) {
        return switch (method) {
            case "chat.postMessage" -> post(call, now);
            case "chat.update" -> update(call);
            case "conversations.history" -> history(call);
            case "conversations.replies" -> replies(call);
            case "conversations.list" -> list();
            default -> null;
        };
    }

    static Map<String, Object> error(String word) {
        return Map.of("ok", false, "error", word);
    }

    private Map<String, Object> post(SlackCall call, Instant now) {
        String channel = call.get("channel");
        String problem = channel.isBlank() ? "channel_not_found" : call.problem();
        if (problem != null) {
            return error(problem);
        }
        JsonNode metadata = metadata(call);
        if (metadata != null && metadata.path("event_type").asText().isEmpty()) {
            return error("invalid_metadata_format");
        }
        String id = id(channel);
        Posted posted = new Posted(call, names.getOrDefault(id, channel), id, ts(now), now);
        names.putIfAbsent(id, channel);
        posted.say(call, metadata);
        messages.add(posted);
        return Map.of("ok", true, "channel", id, "ts", posted.ts, "message", posted.json(true));
    }

    private Map<String, Object> update(SlackCall call) {
        Posted found = find(call.get("channel"), call.get("ts"));
        String problem = call.problem();
        if (found == null || problem != null) {
            return error(found == null ? "message_not_found" : problem);
        }
        JsonNode metadata = metadata(call);
        found.say(call, metadata == null ? found.metadata : metadata);
        found.edits++;
        return Map.of("ok", true, "channel", found.id, "ts", found.ts, "text", found.text);
    }

    /** The newest first; replies only where they were broadcast. */
    private Map<String, Object> history(SlackCall call) {
        if (!names.containsKey(call.get("channel"))) {
            return error("channel_not_found"); // a name is none: this method takes ids only
        }
        List<Posted> all = new ArrayList<>();
        messages.stream()
                .filter(one -> one.id.equals(call.get("channel")) && (one.thread.isEmpty() || one.broadcast))
                .forEach(one -> all.add(0, one));
        return page(call, all);
    }

    private Map<String, Object> replies(SlackCall call) {
        if (find(call.get("channel"), call.get("ts")) == null) {
            return error("thread_not_found");
        }
        return page(
                call,
                messages.stream()
                        .filter(one -> one.id.equals(call.get("channel"))
                                && (one.ts.equals(call.get("ts")) || one.thread.equals(call.get("ts"))))
                        .toList());
    }

    private static Map<String, Object> page(SlackCall call, List<Posted> all) {
        double oldest = call.get("oldest").isEmpty() ? 0 : Double.parseDouble(call.get("oldest"));
        int limit = call.get("limit").isEmpty() ? 100 : Integer.parseInt(call.get("limit"));
        int from = call.get("cursor").isEmpty() ? 0 : Integer.parseInt(call.get("cursor"));
        boolean metadata = call.yes("include_all_metadata");
        List<Posted> recent =
                all.stream().filter(one -> Double.parseDouble(one.ts) > oldest).toList();
        int to = Math.min(recent.size(), from + limit);
        return Map.of(
                "ok",
                true,
                "messages",
                recent.subList(Math.min(from, to), to).stream()
                        .map(one -> one.json(metadata))
                        .toList(),
                "has_more",
                to < recent.size(),
                "response_metadata",
                Map.of("next_cursor", to < recent.size() ? Integer.toString(to) : ""));
    }

    private Map<String, Object> list() {
        CHANNELS.forEach(name -> names.putIfAbsent(id(name), name));
        return Map.of(
                "ok",
                true,
                "channels",
                names.entrySet().stream()
                        .map(one -> Map.of(
                                "id", one.getKey(), "name", one.getValue().replaceFirst("^#", ""), "is_channel", true))
                        .toList(),
                "response_metadata",
                Map.of("next_cursor", ""));
    }

    private Posted find(String id, String ts) {
        return messages.stream()
                .filter(one -> one.id.equals(id) && one.ts.equals(ts))
                .findFirst()
                .orElse(null);
    }

    private static JsonNode metadata(SlackCall call) {
        try {
            return call.get("metadata").isEmpty() ? null : JSON.readTree(call.get("metadata"));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private String ts(Instant now) {
        return now.getEpochSecond() + "." + String.format(Locale.ROOT, "%06d", messages.size() + 1);
    }

    /** Slack answers with the id of a channel, whatever it was named by. */
    private static String id(String channel) {
        return channel.matches("[CDG][A-Z0-9]{8,}")
                ? channel
                : "C0"
                        + String.format(
                                Locale.ROOT,
                                "%08X",
                                channel.replaceFirst("^#", "").hashCode());
    }
}
