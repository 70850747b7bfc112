package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of a channel or thread, with what came of it. Guarded by the {@link Conversations} that it is in. */
final class Posted {
    final String id;
    final String ts;
    final String thread;
    final boolean broadcast;
    final Instant at;
    private final String channel;
    private final Map<String, List<String>> reactions = new LinkedHashMap<>();
    private String text;
    private String blocks;
    private JsonNode metadata;
    private int edits;
    private List<Map<String, Object>> files = List.of();

    /**
     * A message that says what the call does.
     *
     * @param channel name of the channel then
     * @param id of the channel
     * @param ts what Slack calls the message
     */
    Posted(SlackCall call, String channel, String id, String ts, Instant at) {
        this.channel = channel;
        this.id = id;
        this.ts = ts;
        this.at = at;
        thread = call.get("thread_ts");
        broadcast = call.yes("reply_broadcast");
        text = call.get("text");
        blocks = call.get("blocks");
    }

    Posted with(JsonNode data) {
        metadata = data;
        return this;
    }

    Posted with(List<Map<String, Object>> shared) {
        files = shared;
        return this;
    }

    /** Says something else; metadata stay where there are no other. */
    void edit(SlackCall call, JsonNode data) {
        text = call.get("text");
        blocks = call.get("blocks");
        metadata = data == null ? metadata : data;
        edits++;
    }

    void react(String emoji, String user) {
        reactions.computeIfAbsent(emoji, any -> new ArrayList<>()).add(user);
    }

    String text() {
        return text;
    }

    SandboxSlack.Message message() {
        return new SandboxSlack.Message(channel, text, blocks, at, ts, thread, broadcast, edits);
    }

    Map<String, Object> json(boolean withMetadata) {
        Map<String, Object> map = new LinkedHashMap<>(
                Map.of("type", "message", "text", text, "ts", ts, "bot_id", "B0SANDBOX", "user", "U0SANDBOX"));
        if (!thread.isEmpty()) {
            map.put("thread_ts", thread);
        }
        if (!files.isEmpty()) {
            map.put("files", files);
        }
        if (!reactions.isEmpty()) {
            map.put(
                    "reactions",
                    reactions.entrySet().stream()
                            .map(one -> Map.of(
                                    "name", one.getKey(),
                                    "users", one.getValue(),
                                    "count", one.getValue().size()))
                            .toList());
        }
        if (withMetadata && metadata != null) {
            map.put("metadata", metadata);
        }
        return map;
    }
}
