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

    private final List<Posted> messages = new ArrayList<>();
    private final Channels channels = new Channels();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Uploads files = new Uploads();
    private int perSecond = Integer.MAX_VALUE;

    synchronized List<SandboxSlack.Message> messages() {
        return messages.stream().map(Posted::message).toList();
    }

    /** A message of a webhook. */
    synchronized void take(String channel, SlackCall call, Instant now) {
        messages.add(new Posted(call, channel, Channels.id(channel), ts(now), now));
    }

    /** Somebody deletes a message. */
    synchronized void delete(String ts) {
        messages.removeIf(one -> one.ts.equals(ts));
    }

    /** Somebody archives a channel. */
    synchronized void archive(String channel) {
        channels.archive(channel);
    }

    /** Somebody renames a channel: nothing is known by the old name any more. */
    synchronized void rename(String channel, String name) {
        channels.rename(channel, name);
    }

    /** Somebody joins. */
    synchronized void join(String email, String user) {
        users.put(email, user);
    }

    /** Somebody reacts. */
    synchronized void react(String ts, String emoji, String user) {
        messages.stream().filter(one -> one.ts.equals(ts)).forEach(one -> one.react(emoji, user));
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
        String id = channels.idOf(call.get("channel"));
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
            case "conversations.list" -> channels.list(call);
            case "conversations.info" -> channels.info(call);
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
        String problem = channels.problem(channel);
        if (problem == null) {
            problem = call.problem();
        }
        if (problem != null) {
            return error(problem);
        }
        JsonNode metadata = metadata(call);
        if (metadata != null && metadata.path("event_type").asText().isEmpty()) {
            return error("invalid_metadata_format");
        }
        String id = channels.idOf(channel);
        Posted posted = new Posted(call, channels.name(id, channel), id, ts(now), now).with(metadata);
        messages.add(posted);
        return Map.of("ok", true, "channel", id, "ts", posted.ts, "message", posted.json(true));
    }

    private Map<String, Object> update(SlackCall call) {
        Posted found = find(call.get("channel"), call.get("ts"));
        String problem = call.problem();
        if (found == null || problem != null) {
            return error(found == null ? "message_not_found" : problem);
        } else if (channels.isArchived(found.id)) {
            return error("is_archived");
        }
        found.edit(call, metadata(call));
        return Map.of("ok", true, "channel", found.id, "ts", found.ts, "text", found.text());
    }

    /** The newest first; replies only where they were broadcast. */
    private Map<String, Object> history(SlackCall call) {
        if (!channels.isKnown(call.get("channel"))) {
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
        boolean metadata = call.yes("include_all_metadata");
        return Page.of(
                call,
                "messages",
                all.stream()
                        .filter(one -> Double.parseDouble(one.ts) > oldest)
                        .map(one -> one.json(metadata))
                        .toList());
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
        if (!channels.isKnown(id)) {
            return error("channel_not_found");
        } else if (channels.isArchived(id)) {
            return error("is_archived");
        }
        List<Map<String, Object>> shared = files.complete(call.get("files"));
        if (shared == null) {
            return error("file_not_found");
        }
        messages.add(new Posted(call, channels.name(id, id), id, ts(now), now).with(shared));
        return Map.of("ok", true, "files", shared);
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
}
