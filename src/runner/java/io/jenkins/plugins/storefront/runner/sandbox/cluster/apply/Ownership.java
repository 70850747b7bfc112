package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who owns which fields of one object: the content of {@code metadata.managedFields}. Not thread-safe. */
final class Ownership {
    /** One entry; a program that both applies and updates has two. */
    record Manager(String name, boolean applies) {}

    private final Map<Manager, Set<FieldPath>> owned = new LinkedHashMap<>();

    static Ownership of(JsonNode object) {
        Ownership ownership = new Ownership();
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            ownership.owned.put(
                    new Manager(
                            entry.path("manager").asText(),
                            entry.path("operation").asText().equals("Apply")),
                    FieldSet.read(entry.path("fieldsV1")));
        }
        return ownership;
    }

    /** What nobody claimed yet counts as written by those who made the object. */
    boolean isEmpty() {
        return owned.isEmpty();
    }

    Set<FieldPath> of(Manager manager) {
        return owned.getOrDefault(manager, Set.of());
    }

    Map<Manager, Set<FieldPath>> others(Manager manager) {
        Map<Manager, Set<FieldPath>> others = new LinkedHashMap<>(owned);
        others.remove(manager);
        return others;
    }

    boolean isOwnedByOthers(FieldPath path, Manager manager) {
        return others(manager).values().stream().anyMatch(fields -> fields.contains(path));
    }

    void set(Manager manager, Set<FieldPath> fields) {
        if (fields.isEmpty()) {
            owned.remove(manager);
        } else {
            owned.put(manager, fields);
        }
    }

    /** These fields belong to {@code manager} alone from now on. */
    void takeOver(Manager manager, Set<FieldPath> fields) {
        for (Manager other : Set.copyOf(others(manager).keySet())) {
            Set<FieldPath> left = new LinkedHashSet<>(of(other));
            left.removeAll(fields);
            set(other, left);
        }
    }

    /** Writes it into the object; an entry that did not change keeps its time. */
    void write(ObjectNode object, Instant now) {
        ObjectNode metadata = object.withObject("/metadata");
        JsonNode before = metadata.path("managedFields").deepCopy();
        ArrayNode entries = metadata.putArray("managedFields");
        owned.forEach((manager, fields) -> {
            ObjectNode fieldsV1 = FieldSet.write(fields);
            String operation = manager.applies() ? "Apply" : "Update";
            String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
            for (JsonNode old : before) {
                if (old.path("manager").asText().equals(manager.name())
                        && old.path("operation").asText().equals(operation)
                        && old.path("fieldsV1").equals(fieldsV1)) {
                    time = old.path("time").asText();
                }
            }
            ObjectNode entry = entries.addObject();
            entry.put("manager", manager.name());
            entry.put("operation", operation);
            entry.put("apiVersion", object.path("apiVersion").asText());
            entry.put("time", time);
            entry.put("fieldsType", "FieldsV1");
            entry.set("fieldsV1", fieldsV1);
        });
    }
}
