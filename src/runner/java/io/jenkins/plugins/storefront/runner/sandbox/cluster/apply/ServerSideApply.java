package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Merges what managers want into objects, and keeps book of who owns what
 * (kubernetes.io/docs/reference/using-api/server-side-apply). No input is changed; results are new.
 */
public final class ServerSideApply {
    private ServerSideApply() {}

    /**
     * Applies a configuration.
     *
     * @param live the object as it is, or null where it is to be made
     * @param wanted every field that the manager has an opinion on
     * @param force whether to take over fields that others own with another value
     * @throws ConflictException where it is not forced and there are such fields
     */
    public static ObjectNode apply(ObjectNode live, ObjectNode wanted, String manager, boolean force, Instant now)
            throws ConflictException {
        Ownership.Manager me = new Ownership.Manager(manager, true);
        Set<FieldPath> fields = FieldSet.of(wanted);
        ObjectNode merged = live == null ? identity(wanted) : live.deepCopy();
        Ownership ownership = Ownership.of(merged);
        Set<FieldPath> changing = new LinkedHashSet<>();
        for (FieldPath field : fields) {
            if (!Objects.equals(field.in(merged), field.in(wanted))
                    && !field.elements().get(field.elements().size() - 1).equals(FieldPath.ITSELF)) {
                changing.add(field);
            }
        }
        List<ConflictException.Conflict> conflicts = new ArrayList<>();
        for (Map.Entry<Ownership.Manager, Set<FieldPath>> other :
                ownership.others(me).entrySet()) {
            changing.stream()
                    .filter(other.getValue()::contains)
                    .forEach(field -> conflicts.add(
                            new ConflictException.Conflict(other.getKey().name(), field)));
        }
        if (!conflicts.isEmpty() && !force) {
            throw new ConflictException(conflicts, wanted.path("apiVersion").asText());
        }
        List<FieldPath> dropped = new ArrayList<>(ownership.of(me));
        dropped.removeIf(field -> fields.contains(field) || ownership.isOwnedByOthers(field, me));
        // A list's item goes with its last owner, not before its fields
        dropped.sort((a, b) -> Integer.compare(b.elements().size(), a.elements().size()));
        dropped.stream()
                .filter(field -> !isItemOfOthers(field, ownership, me))
                .forEach(field -> field.removeFrom(merged));
        merge(merged, wanted, "", new ListTypes(wanted.path("apiVersion").asText()));
        ownership.takeOver(me, changing);
        ownership.set(me, fields);
        ownership.write(merged, now);
        return merged;
    }

    /** Gives the fields that differ between {@code before} and {@code after} to a manager that did not apply them. */
    public static ObjectNode updated(ObjectNode before, ObjectNode after, String manager, Instant now) {
        ObjectNode result = after.deepCopy();
        if (before != null && before.at("/metadata/managedFields").isArray()) {
            result.withObject("/metadata")
                    .set("managedFields", before.at("/metadata/managedFields").deepCopy());
        }
        Ownership ownership = Ownership.of(result);
        Set<FieldPath> changed = new LinkedHashSet<>();
        for (FieldPath field : FieldSet.of(after)) {
            if (before == null || !Objects.equals(field.in(before), field.in(after))) {
                changed.add(field);
            }
        }
        if (changed.isEmpty()) {
            return result;
        }
        Ownership.Manager me = new Ownership.Manager(manager, false);
        Set<FieldPath> mine = new LinkedHashSet<>(ownership.of(me));
        mine.addAll(changed);
        ownership.takeOver(me, changed);
        ownership.set(me, mine);
        ownership.write(result, now);
        return result;
    }

    /** Merges a patch as managers' lists are merged, without ownership: a strategic merge patch, near enough. */
    public static void merge(ObjectNode into, ObjectNode patch) {
        merge(into, patch, "", new ListTypes(into.path("apiVersion").asText()));
    }

    private static boolean isItemOfOthers(FieldPath field, Ownership ownership, Ownership.Manager me) {
        List<String> path = field.elements();
        if (!path.get(path.size() - 1).equals(FieldPath.ITSELF)) {
            return false;
        }
        List<String> item = path.subList(0, path.size() - 1);
        return ownership.others(me).values().stream()
                .flatMap(Set::stream)
                .anyMatch(other -> other.elements().size() > item.size()
                        && other.elements().subList(0, item.size()).equals(item));
    }

    private static ObjectNode identity(ObjectNode wanted) {
        ObjectNode made = wanted.objectNode();
        made.set("apiVersion", wanted.path("apiVersion"));
        made.set("kind", wanted.path("kind"));
        return made;
    }

    private static void merge(ObjectNode into, ObjectNode from, String name, ListTypes types) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            if (name.isEmpty() && key.equals("status")) {
                continue;
            }
            JsonNode there = into.get(key);
            if (value.isNull()) {
                into.remove(key);
            } else if (value instanceof ObjectNode object && !types.isAtomicMap(key) && !object.isEmpty()) {
                merge(there instanceof ObjectNode old ? old : into.putObject(key), object, key, types);
            } else if (value instanceof ArrayNode items
                    && there instanceof ArrayNode old
                    && !types.keys(name, key).isEmpty()) {
                mergeItems(old, items, types.keys(name, key), key, types);
            } else {
                into.set(key, value.deepCopy());
            }
        }
    }

    private static void mergeItems(ArrayNode into, ArrayNode from, List<String> keys, String name, ListTypes types) {
        for (JsonNode item : from) {
            String element = FieldPath.item(item, keys);
            JsonNode there = new FieldPath(List.of(element)).in(into);
            if (there instanceof ObjectNode old && item instanceof ObjectNode changes) {
                merge(old, changes, name, types);
            } else {
                into.add(item.deepCopy());
            }
        }
    }
}
