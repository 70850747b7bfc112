package io.jenkins.plugins.storefront.runner.sandbox.slack;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The channels of a workspace, by id and by name. Guarded by the {@link Conversations} that are in them. */
final class Channels {
    /** Those that are there from the beginning; messages to any other make it. */
    private static final List<String> FIRST = List.of("general", "releases", "shop");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> archived = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    void archive(String channel) {
        archived.add(id(channel));
    }

    /** Nothing is known by the old name any more. */
    void rename(String channel, String name) {
        gone.add(channel);
        names.put(id(channel), name);
    }

    /** Why nothing can be posted there, or null. */
    String problem(String channel) {
        return channel.isBlank() || gone.contains(channel)
                ? "channel_not_found"
                : isArchived(idOf(channel)) ? "is_archived" : null;
    }

    boolean isArchived(String id) {
        return archived.contains(id);
    }

    /** Only ids are: a name is none. */
    boolean isKnown(String id) {
        return names.containsKey(id);
    }

    /** The name that a channel has now; the first one makes it. */
    String name(String id, String first) {
        names.putIfAbsent(id, first);
        return names.get(id);
    }

    Map<String, Object> list(SlackCall call) {
        FIRST.forEach(name -> names.putIfAbsent(id(name), name));
        return Page.of(
                call,
                "channels",
                names.keySet().stream()
                        .filter(id -> !call.yes("exclude_archived") || !isArchived(id))
                        .map(this::json)
                        .toList());
    }

    Map<String, Object> info(SlackCall call) {
        String id = call.get("channel");
        return isKnown(id) ? Map.of("ok", true, "channel", json(id)) : Conversations.error("channel_not_found");
    }

    private Map<String, Object> json(String id) {
        return Map.of(
                "id",
                id,
                "name",
                names.get(id).replaceFirst("^#", ""),
                "is_channel",
                true,
                "is_archived",
                isArchived(id));
    }

    /** By a name that a channel has now, or as Slack would make one. */
    String idOf(String channel) {
        return names.entrySet().stream()
                .filter(one -> one.getValue().equals(channel))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id(channel));
    }

    /** Slack answers with the id of a channel, whatever it was named by. */
    static String id(String channel) {
        return channel.matches("[CDG][A-Z0-9]{8,}")
                ? channel
                : "C0"
                        + String.format(
                                Locale.ROOT,
                                "%08X",
                                channel.replaceFirst("^#", "").hashCode());
    }
}
