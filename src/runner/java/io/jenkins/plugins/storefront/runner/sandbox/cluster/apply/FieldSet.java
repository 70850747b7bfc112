package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields an object has, or a manager owns; and their form {@code FieldsV1} in {@code managedFields}. */
final class FieldSet {
    /** Nobody owns what names the object or is the server's own. */
    private static final Set<String> SERVERS = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "managedFields",
            "selfLink");

    private FieldSet() {}

    /** The fields of an object that somebody can own. */
    static Set<FieldPath> of(ObjectNode object) {
        Set<FieldPath> fields = new LinkedHashSet<>();
        ListTypes types = new ListTypes(object.path("apiVersion").asText());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            if (name.equals("metadata")) {
                for (Map.Entry<String, JsonNode> one : field.getValue().properties()) {
                    if (!SERVERS.contains(one.getKey())) {
                        collect(
                                one.getValue(),
                                "metadata",
                                one.getKey(),
                                new FieldPath(List.of("f:metadata", FieldPath.field(one.getKey()))),
                                types,
                                fields);
                    }
                }
            } else if (!name.equals("apiVersion") && !name.equals("kind") && !name.equals("status")) {
                collect(field.getValue(), "", name, new FieldPath(List.of(FieldPath.field(name))), types, fields);
            }
        }
        return fields;
    }

    private static void collect(
            JsonNode value, String parent, String name, FieldPath at, ListTypes types, Set<FieldPath> into) {
        if (value.isObject() && !value.isEmpty() && !types.isAtomicMap(name)) {
            value.properties()
                    .forEach(field -> collect(
                            field.getValue(),
                            name,
                            field.getKey(),
                            at.with(FieldPath.field(field.getKey())),
                            types,
                            into));
        } else if (value.isArray() && !types.keys(parent, name).isEmpty()) {
            for (JsonNode item : value) {
                FieldPath itself = at.with(FieldPath.item(item, types.keys(parent, name)));
                into.add(itself.with(FieldPath.ITSELF));
                item.properties()
                        .forEach(field -> collect(
                                field.getValue(),
                                name,
                                field.getKey(),
                                itself.with(FieldPath.field(field.getKey())),
                                types,
                                into));
            }
        } else if (value.isArray() && types.isSet(parent, name)) {
            value.forEach(item -> into.add(at.with(FieldPath.value(item))));
        } else {
            into.add(at);
        }
    }

    static ObjectNode write(Set<FieldPath> fields) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (FieldPath path : fields) {
            ObjectNode at = root;
            for (String element : path.elements()) {
                JsonNode next = at.get(element);
                at = next instanceof ObjectNode there ? there : at.putObject(element);
            }
        }
        return root;
    }

    static Set<FieldPath> read(JsonNode fieldsV1) {
        Set<FieldPath> fields = new LinkedHashSet<>();
        read(fieldsV1, new ArrayList<>(), fields);
        return fields;
    }

    private static void read(JsonNode at, List<String> path, Set<FieldPath> into) {
        if (at.isEmpty()) {
            if (!path.isEmpty()) {
                into.add(new FieldPath(path));
            }
            return;
        }
        for (Map.Entry<String, JsonNode> one : at.properties()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(one.getKey());
            read(one.getValue(), longer, into);
        }
    }
}
