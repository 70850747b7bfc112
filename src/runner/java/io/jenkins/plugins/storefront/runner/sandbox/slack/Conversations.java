package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    private final Set<String> archived = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Uploads files = new Uploads();
    private int perSecond = Integer.MAX_VALUE;

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
        private List<Map<String, Object>> files = List.of();
        private final Map<String, List<String>> reactions = new LinkedHashMap<>();

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

    /** Somebody archives a channel. */
    synchronized void archive(String channel) {
        archived.add(id(channel));
    }

    /** Somebody renames a channel: nothing is known by the old name any more. */
    synchronized void rename(String channel, String name) {
        gone.add(channel);
        names.put(id(channel), name);
    }

    /** Somebody joins. */
    synchronized void join(String email, String user) {
        users.put(email, user);
    }

    /** Somebody reacts. */
    synchronized void react(String ts, String emoji, String user) {
        messages.stream().filter(one -> one.ts.equals(ts)).forEach(one -> one.reactions
                .computeIfAbsent(emoji, any -> new ArrayList<>())
                .add(user));
    }

    /** At most so many messages a second in one channel. */
    synchronized void limit(int messagesASecond) {
        perSecond = messagesASecond;
    }

    /** Whether that call is one too many (docs.slack.dev/apis/web-api/rate-limits, "Posting messages"). */
    synchronized boolean tooMany(String method, SlackCall call, Instant now) {
        if (!method.equals("chat.postMessage")) {
            return false;
        }
        String id = idOf(call.get("channel"));
        return messages.stream()
                        .filter(one -> one.id.equals(id) && one.at.isAfter(now.minusSeconds(1)))
                        .count()
                >= perSecond;
    }

    Uploads files() {
        return files;
    }

    /** The answer to a call; null for a method that is not here. */
    synchronized Map<String, Object> answer(String method, SlackCall call, Instant now) {
        return switch (method) {
            case "chat.postMessage" -> post(call, now);
            case "chat.update" -> update(call);
            case "conversations.history" -> history(call);
            case "conversations.replies" -> replies(call);
            case "conversations.list" -> list(call);
            case "conversations.info" -> info(call);
            case "users.lookupByEmail" -> user(call);
            case "reactions.get" -> reactions(call);
            case "files.completeUploadExternal" -> share(call, now);
            default -> null;
        };
    }

    static Map<String, Object> error(String word) {
        return Map.of("ok", false, "error", word);
    }

    private Map<String, Object> post(SlackCall call, Instant now) {
        String channel = call.get("channel");
        String problem = channel.isBlank() || gone.contains(channel)
                ? "channel_not_found"
                : archived.contains(idOf(channel)) ? "is_archived" : call.problem();
        if (problem != null) {
            return error(problem);
        }
        JsonNode metadata = metadata(call);
        if (metadata != null && metadata.path("event_type").asText().isEmpty()) {
            return error("invalid_metadata_format");
        }
        String id = idOf(channel);
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
        } else if (archived.contains(found.id)) {
            return error("is_archived");
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

    private Map<String, Object> list(SlackCall call) {
        CHANNELS.forEach(name -> names.putIfAbsent(id(name), name));
        int limit = call.get("limit").isEmpty() ? 100 : Math.min(1000, Integer.parseInt(call.get("limit")));
        int from = call.get("cursor").isEmpty() ? 0 : Integer.parseInt(call.get("cursor"));
        List<Map<String, Object>> all = names.keySet().stream()
                .filter(id -> !call.yes("exclude_archived") || !archived.contains(id))
                .map(this::channel)
                .toList();
        int to = Math.min(all.size(), from + limit);
        return Map.of(
                "ok",
                true,
                "channels",
                all.subList(Math.min(from, to), to),
                "response_metadata",
                Map.of("next_cursor", to < all.size() ? Integer.toString(to) : ""));
    }

    private Map<String, Object> channel(String id) {
        return Map.of(
                "id",
                id,
                "name",
                names.get(id).replaceFirst("^#", ""),
                "is_channel",
                true,
                "is_archived",
                archived.contains(id));
    }

    private Map<String, Object> info(SlackCall call) {
        String id = call.get("channel");
        return names.containsKey(id) ? Map.of("ok", true, "channel", channel(id)) : error("channel_not_found");
    }

    private Map<String, Object> user(SlackCall call) {
        String id = users.get(call.get("email"));
        return id == null
                ? error("users_not_found")
                : Map.of(
                        "ok",
                        true,
                        "user",
                        Map.of("id", id, "deleted", false, "profile", Map.of("email", call.get("email"))));
    }

    private Map<String, Object> reactions(SlackCall call) {
        Posted found = find(call.get("channel"), call.get("timestamp"));
        return found == null
                ? error("message_not_found")
                : Map.of("ok", true, "type", "message", "channel", found.id, "message", found.json(false));
    }

    /** Shares files that were sent, as one message of a channel or thread. */
    private Map<String, Object> share(SlackCall call, Instant now) {
        String id = call.get("channel_id");
        if (!names.containsKey(id)) {
            return error("channel_not_found");
        } else if (archived.contains(id)) {
            return error("is_archived");
        }
        List<Map<String, Object>> shared = files.complete(call.get("files"));
        if (shared == null) {
            return error("file_not_found");
        }
        Posted posted = new Posted(call, names.get(id), id, ts(now), now);
        posted.say(call, null);
        posted.files = shared;
        messages.add(posted);
        return Map.of("ok", true, "files", shared);
    }

    /** By a name that a channel has now, or as Slack would make one. */
    private String idOf(String channel) {
        return names.entrySet().stream()
                .filter(one -> one.getValue().equals(channel))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id(channel));
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
