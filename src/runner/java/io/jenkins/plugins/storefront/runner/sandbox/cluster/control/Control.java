package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.apply.ServerSideApply;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** What controllers see and do. Used by one pass at a time. */
final class Control {
    private static final String MANAGER = "kube-controller-manager";

    private final ObjectStore store;
    private final ResourceTypes types;
    private final Clock clock;
    private Instant wake = Instant.MAX;
    private int events;

    Control(ObjectStore store, ResourceTypes types, Clock clock) {
        this.store = store;
        this.types = types;
        this.clock = clock;
    }

    ResourceTypes types() {
        return types;
    }

    Instant now() {
        return clock.instant();
    }

    String timestamp() {
        return now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Asks for another pass at that time at the latest. */
    void wakeAt(Instant time) {
        if (time.isBefore(wake)) {
            wake = time;
        }
    }

    /** The earliest time asked for; asking begins anew. */
    Instant takeWake() {
        Instant earliest = wake;
        wake = Instant.MAX;
        return earliest;
    }

    List<Key> keys() {
        return store.keys();
    }

    ObjectNode get(Key key) {
        return store.get(key);
    }

    List<ObjectNode> all(String apiVersion, String kind) {
        return store.list(types.of(apiVersion, kind), "");
    }

    List<ObjectNode> in(String namespace, String apiVersion, String kind) {
        return store.list(types.of(apiVersion, kind), namespace);
    }

    List<ObjectNode> owned(ObjectNode owner, String apiVersion, String kind) {
        return in(Objects.namespace(owner), apiVersion, kind).stream()
                .filter(object -> Objects.ownedBy(object, owner))
                .toList();
    }

    boolean exists(String namespace, String apiVersion, String kind, String name) {
        return store.get(new Key(types.of(apiVersion, kind), namespace, name)) != null;
    }

    /** An object to be filled in and then {@linkplain #create created}. */
    ObjectNode draft(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }

    ObjectNode create(ObjectNode draft) {
        Key key = key(draft);
        ObjectNode there = store.get(key);
        return there != null
                ? there
                : store.create(key, ServerSideApply.updated(null, draft, MANAGER, clock.instant()));
    }

    /** Changes an object that is there; its fields that changed belong to the controllers then. */
    void change(ObjectNode object, Consumer<ObjectNode> change) {
        ObjectNode after = object.deepCopy();
        change.accept(after);
        store.replace(key(object), ServerSideApply.updated(object, after, MANAGER, clock.instant()));
    }

    /** Changes the status of an object. */
    void status(ObjectNode object, Consumer<ObjectNode> change) {
        ObjectNode after = object.deepCopy();
        change.accept(after.withObject("/status"));
        store.replace(key(object), after);
    }

    /** Sets a condition; its time moves only when its status does. */
    void condition(ObjectNode status, String type, boolean holds, String reason, String message) {
        String value = holds ? "True" : "False";
        for (JsonNode one : status.withArray("/conditions")) {
            if (one instanceof ObjectNode there && there.path("type").asText().equals(type)) {
                if (!there.path("status").asText().equals(value)) {
                    there.put("lastTransitionTime", timestamp());
                }
                there.put("status", value).put("reason", reason).put("message", message);
                return;
            }
        }
        status.withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("status", value)
                .put("reason", reason)
                .put("message", message)
                .put("lastTransitionTime", timestamp());
    }

    void delete(ObjectNode object) {
        if (!object.path("kind").asText().equals("Pod")) {
            store.delete(key(object));
        } else if (!Objects.terminating(object)) {
            ObjectNode marked = object.deepCopy();
            marked.withObject("/metadata").put("deletionTimestamp", timestamp());
            store.replace(key(object), marked);
        }
    }

    void remove(Key key) {
        store.delete(key);
    }

    /** Writes an {@code Event} about an object. */
    void event(ObjectNode about, String type, String reason, String message) {
        ObjectNode event = draft(
                "v1",
                "Event",
                Objects.namespace(about),
                Objects.name(about) + "." + Long.toHexString(now().toEpochMilli()) + "." + events++);
        event.putObject("involvedObject")
                .put("apiVersion", about.path("apiVersion").asText())
                .put("kind", about.path("kind").asText())
                .put("namespace", Objects.namespace(about))
                .put("name", Objects.name(about))
                .put("uid", Objects.uid(about));
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", timestamp()).put("lastTimestamp", timestamp());
        create(event);
    }

    Key key(JsonNode object) {
        ResourceType type =
                types.of(object.path("apiVersion").asText(), object.path("kind").asText());
        return new Key(type, Objects.namespace(object), Objects.name(object));
    }
}
