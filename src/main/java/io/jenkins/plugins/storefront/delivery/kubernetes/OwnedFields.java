package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of an object that a field manager owns, by {@code metadata.managedFields} (format FieldsV1, k8s.io/structured-merge-diff).
 * Applying just that part owns no more than before: an autoscaler keeps its replicas, and defaults stay nobody's.
 */
final class OwnedFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ITSELF = ".";

    private OwnedFields() {}

    /** The fields that the manager applied, or an empty map. */
    static Map<String, Object> of(Map<String, Object> object, String manager) {
        for (Object entry : Fields.list(object, "metadata", "managedFields")) {
            if (manager.equals(Fields.text(entry, "manager")) && "Apply".equals(Fields.text(entry, "operation"))) {
                return Fields.map(entry, "fieldsV1");
            }
        }
        return Map.of();
    }

    /** What {@code object} has at the fields of any of {@code fields}, with what names it; ready to be applied. */
    static Map<String, Object> project(Map<String, Object> object, List<Map<String, Object>> fields) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("apiVersion", object.get("apiVersion"));
        part.put("kind", object.get("kind"));
        Map<String, Object> union = new LinkedHashMap<>();
        fields.forEach(one -> merge(union, one));
        if (!union.isEmpty() && project(object, union) instanceof Map<?, ?> chosen) {
            chosen.forEach((name, value) -> part.put((String) name, value));
        }
        part.remove("status");
        Map<String, Object> metadata = new LinkedHashMap<>(Fields.map(part, "metadata"));
        metadata.put("name", Fields.text(object, "metadata", "name"));
        if (Fields.text(object, "metadata", "namespace") != null) {
            metadata.put("namespace", Fields.text(object, "metadata", "namespace"));
        }
        part.put("metadata", metadata);
        return part;
    }

    @SuppressWarnings("unchecked") // JSON: objects have text keys
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((element, below) -> {
            Map<String, Object> there =
                    (Map<String, Object>) into.computeIfAbsent(element, name -> new LinkedHashMap<String, Object>());
            merge(there, (Map<String, Object>) below);
        });
    }

    /** Null where nothing of it is there. */
    private static Object project(Object value, Map<?, ?> fields) {
        if (value == null) {
            return null;
        } else if (fields.isEmpty()) {
            return value;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> part = new LinkedHashMap<>();
            fields.forEach((element, below) -> {
                String name = element.toString();
                Object chosen = name.startsWith("f:") ? project(map.get(name.substring(2)), (Map<?, ?>) below) : null;
                if (chosen != null) {
                    part.put(name.substring(2), chosen);
                }
            });
            return part.isEmpty() && !map.isEmpty() && !fields.containsKey(ITSELF) ? null : part;
        } else if (value instanceof List<?> list) {
            List<Object> part = new ArrayList<>();
            for (Object item : list) {
                item(item, fields, part);
            }
            return part.isEmpty() ? null : part;
        }
        return value;
    }

    /** Adds what is owned of a list's item, in the order of the object. */
    private static void item(Object item, Map<?, ?> fields, List<Object> into) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String element = field.getKey().toString();
            if (element.startsWith("k:")) {
                Map<?, ?> keys = (Map<?, ?>) parse(element);
                boolean same = keys.entrySet().stream()
                        .allMatch(key ->
                                Objects.equals(Fields.at(item, key.getKey().toString()), key.getValue()));
                if (same) {
                    into.add(project(item, (Map<?, ?>) field.getValue()));
                    return;
                }
            } else if (element.startsWith("v:") && Objects.equals(parse(element), item)) {
                into.add(item);
                return;
            }
        }
    }

    private static Object parse(String element) {
        try {
            return MAPPER.readValue(element.substring(2), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the cluster's managedFields hold " + element, e);
        }
    }
}
