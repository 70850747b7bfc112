package io.jenkins.plugins.storefront.delivery.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What differs between an object as it is and as it will be. Items of lists are matched by what names them, so that a container that
 * moved is no change of two containers. A Secret's values are never shown, only how many keys differ.
 */
public final class ObjectDiff {
    /** Most fields told of one object. */
    static final int MOST = 100;

    private static final int LONGEST = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the cluster writes and nobody applies. */
    private static final Set<String> OF_THE_CLUSTER =
            Set.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

    /** Fields that name a list's item, the first that all items have; after the merge keys of the Kubernetes API. */
    private static final List<List<String>> KEYS = List.of(
            List.of("name"),
            List.of("containerPort", "protocol"),
            List.of("port", "protocol"),
            List.of("mountPath"),
            List.of("ip"),
            List.of("type"),
            List.of("key"),
            List.of("host"),
            List.of("path"));

    private final List<FieldChange> changes = new ArrayList<>();

    private ObjectDiff() {}

    /**
     * The changes from {@code before} to {@code after}, in the order of the object; status and what the cluster counts are left out.
     *
     * @param before as the cluster has it
     * @param after as a dry run says that it will be
     */
    public static List<FieldChange> of(Map<String, Object> before, Map<String, Object> after) {
        ObjectDiff diff = new ObjectDiff();
        boolean secret = "Secret".equals(after.get("kind"));
        for (String key : union(before, after)) {
            if (key.equals("status") || key.equals("apiVersion") || key.equals("kind")) {
                continue;
            } else if (key.equals("metadata")) {
                diff.maps(key, metadata(before), metadata(after));
            } else if (secret && (key.equals("data") || key.equals("stringData"))) {
                diff.counted(key, Fields.map(before, key), Fields.map(after, key));
            } else {
                diff.value(key, before.get(key), after.get(key));
            }
        }
        if (diff.changes.size() > MOST) {
            List<FieldChange> first = new ArrayList<>(diff.changes.subList(0, MOST));
            first.add(new FieldChange("…", null, (diff.changes.size() - MOST) + " more fields"));
            return first;
        }
        return List.copyOf(diff.changes);
    }

    private static Map<String, Object> metadata(Map<String, Object> object) {
        Map<String, Object> shown = new LinkedHashMap<>(Fields.map(object, "metadata"));
        shown.keySet().removeAll(OF_THE_CLUSTER);
        // kubectl keeps the whole object there, a Secret's values too
        Map<String, Object> annotations = new LinkedHashMap<>(Fields.map(shown, "annotations"));
        if (annotations.remove("kubectl.kubernetes.io/last-applied-configuration") != null) {
            shown.put("annotations", annotations);
        }
        return shown;
    }

    private void counted(String path, Map<String, Object> before, Map<String, Object> after) {
        long changed = after.keySet().stream()
                .filter(before::containsKey)
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .count();
        long added =
                after.keySet().stream().filter(key -> !before.containsKey(key)).count();
        long removed =
                before.keySet().stream().filter(key -> !after.containsKey(key)).count();
        if (changed + added + removed > 0) {
            changes.add(new FieldChange(
                    path,
                    before.size() + " keys",
                    after.size() + " keys (" + changed + " changed, " + added + " added, " + removed + " removed)"));
        }
    }

    private void value(String path, Object before, Object after) {
        if (same(before, after)) {
            return;
        } else if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            maps(path, old, now);
        } else if (before instanceof List<?> old && after instanceof List<?> now && keys(old, now) != null) {
            lists(path, old, now, keys(old, now));
        } else {
            changes.add(new FieldChange(path, shown(before), shown(after)));
        }
    }

    private void maps(String path, Map<?, ?> before, Map<?, ?> after) {
        for (String key : union(before, after)) {
            value(
                    path + (key.matches("[A-Za-z0-9_-]+") ? "." + key : "[" + key + "]"),
                    before.get(key),
                    after.get(key));
        }
    }

    private void lists(String path, List<?> before, List<?> after, List<String> keys) {
        Map<String, Object> old = named(before, keys);
        Map<String, Object> now = named(after, keys);
        for (String name : union(old, now)) {
            value(path + "[" + name + "]", old.get(name), now.get(name));
        }
    }

    private static Map<String, Object> named(List<?> items, List<String> keys) {
        Map<String, Object> named = new LinkedHashMap<>();
        items.forEach(item -> named.put(name(item, keys), item));
        return named;
    }

    private static String name(Object item, List<String> keys) {
        List<String> parts = new ArrayList<>();
        keys.stream()
                .filter(key -> Fields.at(item, key) != null)
                .forEach(key -> parts.add(key + "=" + Fields.text(item, key)));
        return String.join(",", parts);
    }

    /** Null where items have no name or share one. */
    private static List<String> keys(List<?> before, List<?> after) {
        for (List<String> keys : KEYS) {
            if (names(before, keys) && names(after, keys)) {
                return keys;
            }
        }
        return null;
    }

    private static boolean names(List<?> items, List<String> keys) {
        return items.stream().allMatch(item -> Fields.at(item, keys.get(0)) != null)
                && named(items, keys).size() == items.size();
    }

    private static Set<String> union(Map<?, ?> one, Map<?, ?> other) {
        Set<String> names = new LinkedHashSet<>();
        one.keySet().forEach(key -> names.add(key.toString()));
        other.keySet().forEach(key -> names.add(key.toString()));
        return names;
    }

    /** Numbers of different Java types, and an absent and an empty collection, are the same to the cluster. */
    private static boolean same(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        return empty(one) && empty(other) || Objects.equals(one, other);
    }

    private static boolean empty(Object value) {
        return value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    private static String shown(Object value) {
        if (value == null) {
            return null;
        }
        String text;
        try {
            text = MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            text = value.toString();
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
