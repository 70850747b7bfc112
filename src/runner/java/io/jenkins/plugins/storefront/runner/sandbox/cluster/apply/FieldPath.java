package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The way to one field: elements {@code f:NAME} (a field), {@code k:{…}} (the list item with these keys) and {@code v:…} (the item
 * of a set), as in {@code metadata.managedFields} (sigs.k8s.io/structured-merge-diff, "fieldpath"). Ends with {@code .} where the
 * item itself is meant.
 */
record FieldPath(List<String> elements) {
    static final String ITSELF = ".";

    private static final ObjectMapper JSON = new ObjectMapper();

    FieldPath {
        elements = List.copyOf(elements);
    }

    FieldPath with(String element) {
        List<String> longer = new ArrayList<>(elements);
        longer.add(element);
        return new FieldPath(longer);
    }

    static String field(String name) {
        return "f:" + name;
    }

    /** The element of a list's item with these keys; a protocol that is not given is TCP. */
    static String item(JsonNode item, List<String> keys) {
        ObjectNode found = JSON.createObjectNode();
        for (String key : keys) {
            JsonNode value = item.path(key);
            found.set(
                    key,
                    value.isMissingNode() && key.equals("protocol")
                            ? found.textNode("TCP")
                            : value.isMissingNode() ? found.nullNode() : value);
        }
        return "k:" + found;
    }

    static String value(JsonNode value) {
        return "v:" + value;
    }

    /** What is there in {@code root}, or null. */
    JsonNode in(JsonNode root) {
        JsonNode at = root;
        for (String element : elements) {
            if (element.equals(ITSELF)) {
                return at;
            }
            at = step(at, element);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** Removes it from {@code root}, with what is empty then. */
    void removeFrom(JsonNode root) {
        List<String> path =
                elements.get(elements.size() - 1).equals(ITSELF) ? elements.subList(0, elements.size() - 1) : elements;
        remove(root, path);
    }

    private static void remove(JsonNode at, List<String> path) {
        JsonNode next = step(at, path.get(0));
        if (next == null) {
            return;
        }
        if (path.size() > 1) {
            remove(next, path.subList(1, path.size()));
            if (!next.isContainerNode() || !next.isEmpty()) {
                return;
            }
        }
        if (at instanceof ObjectNode object) {
            object.remove(path.get(0).substring(2));
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) == next) {
                    array.remove(i);
                    return;
                }
            }
        }
    }

    private static JsonNode step(JsonNode at, String element) {
        String name = element.substring(2);
        if (element.startsWith("f:")) {
            return at.get(name);
        }
        JsonNode wanted = parse(name);
        for (JsonNode item : at) {
            if (element.startsWith("v:") ? item.equals(wanted) : has(item, wanted)) {
                return item;
            }
        }
        return null;
    }

    private static boolean has(JsonNode item, JsonNode keys) {
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            JsonNode value = item.path(key.getKey());
            boolean defaulted = value.isMissingNode() && key.getValue().asText().equals("TCP");
            if (!defaulted && !value.equals(key.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** As the API server writes it in messages: {@code .spec.template.spec.containers[name="x"].image}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String element : elements) {
            String name = element.equals(ITSELF) ? "" : element.substring(2);
            if (element.startsWith("f:")) {
                text.append('.').append(name);
            } else if (element.startsWith("v:")) {
                text.append('[').append('=').append(name).append(']');
            } else if (element.startsWith("k:")) {
                List<String> keys = new ArrayList<>();
                parse(name).properties().forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
                text.append('[').append(String.join(",", keys)).append(']');
            }
        }
        return text.toString();
    }
}
