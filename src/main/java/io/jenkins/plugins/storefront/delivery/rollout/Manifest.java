package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One object as a team wrote it: any kind, custom ones too. Its map is not changed; {@code with…} methods copy.
 *
 * @param object what YAML gave: maps, lists, texts, numbers, booleans
 */
public record Manifest(Map<String, Object> object) {
    public String kind() {
        return Fields.text(object, "kind");
    }

    public String apiVersion() {
        return Fields.text(object, "apiVersion");
    }

    public String name() {
        return Fields.text(object, "metadata", "name");
    }

    public String namespace() {
        return Fields.text(object, "metadata", "namespace");
    }

    public WorkloadRef ref() {
        return new WorkloadRef(apiVersion(), kind(), namespace(), name());
    }

    public Manifest inNamespace(String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>(Fields.map(object, "metadata"));
        metadata.put("namespace", namespace);
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata);
        return new Manifest(copy);
    }

    /** A copy that shares nothing that could be changed. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> deepCopy() {
        return (Map<String, Object>) copy(object);
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copied = new LinkedHashMap<>();
            map.forEach((key, inner) -> copied.put(String.valueOf(key), copy(inner)));
            return copied;
        } else if (value instanceof List<?> list) {
            List<Object> copied = new ArrayList<>();
            list.forEach(inner -> copied.add(copy(inner)));
            return copied;
        }
        return value;
    }
}
