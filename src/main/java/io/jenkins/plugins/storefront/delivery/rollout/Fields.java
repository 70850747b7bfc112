package io.jenkins.plugins.storefront.delivery.rollout;

import java.util.List;
import java.util.Map;

/** Reads nested fields of a Kubernetes object held as maps and lists; what is absent or of another type reads as nothing. */
public final class Fields {
    private Fields() {}

    /** The value at that path, or null. */
    public static Object at(Object object, String... path) {
        Object found = object;
        for (String key : path) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return found;
    }

    public static String text(Object object, String... path) {
        Object found = at(object, path);
        return found == null ? null : found.toString();
    }

    public static long number(Object object, String... path) {
        return at(object, path) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object object, String... path) {
        return at(object, path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Object object, String... path) {
        return at(object, path) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** The condition of that type in {@code status.conditions}, or an empty map. */
    public static Map<String, Object> condition(Object object, String type) {
        return list(object, "status", "conditions").stream()
                .filter(condition -> type.equals(text(condition, "type")))
                .findFirst()
                .map(Fields::map)
                .orElse(Map.of());
    }

    public static boolean isTrue(Object object, String conditionType) {
        return "True".equals(text(condition(object, conditionType), "status"));
    }
}
