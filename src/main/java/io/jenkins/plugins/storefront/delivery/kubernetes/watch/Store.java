package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of one kind in one namespace, by name, by uid and by topic. Thread-safe; objects that come out are not changed. */
final class Store {
    private final String kind;
    private final Map<String, Map<String, Object>> byName = new HashMap<>();
    private final Map<String, Map<String, Object>> byUid = new HashMap<>();
    private final Map<String, Map<String, Map<String, Object>>> byTopic = new HashMap<>();

    Store(String kind) {
        this.kind = kind;
    }

    synchronized Map<String, Object> byName(String name) {
        return byName.get(name);
    }

    synchronized Map<String, Object> byUid(String uid) {
        return byUid.get(uid);
    }

    synchronized List<Map<String, Object>> byTopic(String topic) {
        return new ArrayList<>(byTopic.getOrDefault(topic, Map.of()).values());
    }

    synchronized List<Map<String, Object>> all() {
        return new ArrayList<>(byName.values());
    }

    synchronized int size() {
        return byName.size();
    }

    /**
     * Takes a state in. One that is older than what is there is dropped: a server that was behind must not turn a view back. Versions
     * of one object may be compared since Kubernetes 1.35; where they are no numbers, the server's order counts.
     */
    synchronized boolean put(Map<String, Object> object) {
        String name = Fields.text(object, "metadata", "name");
        Map<String, Object> before = byName.get(name);
        if (before != null && uid(before).equals(uid(object)) && version(object) < version(before)) {
            return false;
        }
        if (before != null) {
            remove(name);
        }
        byName.put(name, object);
        byUid.put(uid(object), object);
        for (String topic : Topics.of(kind, object)) {
            byTopic.computeIfAbsent(topic, key -> new LinkedHashMap<>()).put(name, object);
        }
        return true;
    }

    synchronized void remove(String name) {
        Map<String, Object> before = byName.remove(name);
        if (before == null) {
            return;
        }
        byUid.remove(uid(before));
        for (String topic : Topics.of(kind, before)) {
            byTopic.computeIfPresent(topic, (key, objects) -> {
                objects.remove(name);
                return objects.isEmpty() ? null : objects;
            });
        }
    }

    /** Takes a whole list in, whatever versions it has: a cluster that was restored from a backup counts from where that was made. */
    synchronized void replace(List<Map<String, Object>> objects) {
        byName.clear();
        byUid.clear();
        byTopic.clear();
        objects.forEach(this::put);
    }

    private static String uid(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "uid"));
    }

    private static long version(Map<String, Object> object) {
        String version = Fields.text(object, "metadata", "resourceVersion");
        try {
            return version == null ? Long.MAX_VALUE : Long.parseLong(version);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
