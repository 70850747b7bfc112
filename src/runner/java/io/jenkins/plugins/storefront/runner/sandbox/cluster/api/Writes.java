package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.apply.ConflictException;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.apply.ServerSideApply;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Changes of objects on behalf of users: admission, then the store. Each is whole: nobody sees half of one. Thread-safe. */
final class Writes {
    private final ObjectStore store;
    private final ResourceTypes types;
    private final Clock clock;

    Writes(ObjectStore store, ResourceTypes types, Clock clock) {
        this.store = store;
        this.types = types;
        this.clock = clock;
    }

    /**
     * How an object is to be changed.
     *
     * @param manager field manager
     * @param force whether server-side apply takes over the fields of others
     * @param dryRun whether to answer only what would be
     */
    record Options(String manager, boolean force, boolean dryRun) {}

    ObjectNode create(RequestPath path, ObjectNode object, Options options) throws ApiFault {
        return locked(() -> {
            String name = Objects.name(object).isEmpty()
                            && object.at("/metadata/generateName").isTextual()
                    ? object.at("/metadata/generateName").asText()
                            + UUID.randomUUID().toString().substring(0, 5)
                    : Objects.name(object);
            object.withObject("/metadata").put("name", name);
            Key key = path.key(name);
            if (store.get(key) != null) {
                throw new ApiFault(409, "AlreadyExists", path.type().resource() + " \"" + name + "\" already exists");
            }
            object.remove("status");
            return keep(key, null, ServerSideApply.updated(null, object, options.manager(), clock.instant()), options);
        });
    }

    /** Server-side apply: creates the object where it is missing. */
    ObjectNode apply(RequestPath path, ObjectNode wanted, Options options) throws ApiFault {
        return locked(() -> {
            if (!wanted.path("kind").asText().equals(path.type().kind())) {
                throw ApiFault.badRequest(
                        "invalid object type: " + wanted.path("apiVersion").asText() + ", Kind="
                                + wanted.path("kind").asText());
            }
            ObjectNode live = store.get(path.key());
            try {
                ObjectNode merged =
                        ServerSideApply.apply(live, wanted, options.manager(), options.force(), clock.instant());
                merged.withObject("/metadata").put("name", path.name());
                return keep(path.key(), live, merged, options);
            } catch (ConflictException e) {
                throw ApiFault.conflict(e);
            }
        });
    }

    /** Merges a patch; {@code byKeys} where lists are merged item by item, as a strategic merge patch does. */
    ObjectNode patch(RequestPath path, ObjectNode patch, boolean byKeys, Options options) throws ApiFault {
        return locked(() -> {
            ObjectNode live = existing(path);
            ObjectNode after = live.deepCopy();
            if (byKeys) {
                ServerSideApply.merge(after, patch);
            } else {
                mergePatch(after, patch);
            }
            return updated(path, live, after, options);
        });
    }

    ObjectNode replace(RequestPath path, ObjectNode object, Options options) throws ApiFault {
        return locked(() -> {
            ObjectNode live = existing(path);
            String version = object.at("/metadata/resourceVersion").asText("");
            if (!version.isEmpty()
                    && !version.equals(live.at("/metadata/resourceVersion").asText())) {
                throw new ApiFault(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + path.type().resource() + " \"" + path.name()
                                + "\": the object has been modified; please apply your changes to the latest version"
                                + " and try again");
            }
            ObjectNode after = object.deepCopy();
            ObjectNode metadata = after.withObject("/metadata");
            for (String server : new String[] {"uid", "creationTimestamp", "generation", "resourceVersion"}) {
                metadata.set(server, live.path("metadata").path(server));
            }
            return updated(path, live, after, options);
        });
    }

    private ObjectNode updated(RequestPath path, ObjectNode live, ObjectNode after, Options options) throws ApiFault {
        if (path.subresource().equals("status")) {
            ObjectNode changed = live.deepCopy();
            changed.set("status", after.path("status"));
            return store.replace(path.key(), changed);
        }
        if (live.has("status")) {
            after.set("status", live.path("status"));
        }
        return keep(
                path.key(), live, ServerSideApply.updated(live, after, options.manager(), clock.instant()), options);
    }

    /**
     * Deletes an object and, unless {@code orphan}, what it owns; a pod is only marked, and goes when its containers have ended.
     */
    void delete(RequestPath path, boolean orphan, boolean dryRun) throws ApiFault {
        locked(() -> {
            ObjectNode live = existing(path);
            if (dryRun) {
                return live;
            }
            if (orphan) {
                store.keys().stream()
                        .filter(key -> Objects.ownedBy(store.get(key), live))
                        .forEach(this::abandon);
            }
            ResourceType type = path.type();
            if (type.kind().equals("Pod") || type.kind().equals("Namespace")) {
                ObjectNode marked = live.deepCopy();
                ObjectNode metadata = marked.withObject("/metadata");
                if (!metadata.has("deletionTimestamp")) {
                    metadata.put(
                            "deletionTimestamp",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
                }
                if (type.kind().equals("Namespace")) {
                    marked.withObject("/status").put("phase", "Terminating");
                }
                store.replace(path.key(), marked);
            } else {
                store.delete(path.key());
            }
            return live;
        });
    }

    private void abandon(Key key) {
        ObjectNode left = store.get(key).deepCopy();
        left.withObject("/metadata").remove("ownerReferences");
        store.replace(key, left);
    }

    private ObjectNode existing(RequestPath path) throws ApiFault {
        ObjectNode live = store.get(path.key());
        if (live == null) {
            throw ApiFault.notFound(path.type(), path.name());
        }
        return live;
    }

    private ObjectNode keep(Key key, ObjectNode before, ObjectNode object, Options options) throws ApiFault {
        object.put("apiVersion", key.type().apiVersion()).put("kind", key.type().kind());
        if (key.type().namespaced()) {
            String given = Objects.namespace(object);
            if (!given.isEmpty() && !given.equals(key.namespace())) {
                throw ApiFault.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the" + " request");
            }
            object.withObject("/metadata").put("namespace", key.namespace());
            checkNamespace(key, before == null);
        }
        Defaults.fill(object);
        Validation.check(key.type(), before, object);
        if (options.dryRun()) {
            return object;
        }
        return before == null ? store.create(key, object) : store.replace(key, object);
    }

    private void checkNamespace(Key key, boolean creating) throws ApiFault {
        ObjectNode namespace = store.get(new Key(types.of("v1", "Namespace"), "", key.namespace()));
        if (namespace == null) {
            throw new ApiFault(404, "NotFound", "namespaces \"" + key.namespace() + "\" not found");
        } else if (creating && Objects.terminating(namespace)) {
            throw new ApiFault(
                    403,
                    "Forbidden",
                    key.type().resource() + " \"" + key.name() + "\" is forbidden: unable to create new content in"
                            + " namespace " + key.namespace() + " because it is being terminated");
        }
    }

    /** RFC 7396. */
    private static void mergePatch(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                into.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                JsonNode there = into.get(field.getKey());
                mergePatch(there instanceof ObjectNode old ? old : into.putObject(field.getKey()), object);
            } else {
                into.set(field.getKey(), value);
            }
        });
    }

    private ObjectNode locked(Callable<ObjectNode> work) throws ApiFault {
        ApiFault[] fault = new ApiFault[1];
        ObjectNode result = store.atomically(() -> {
            try {
                return work.call();
            } catch (ApiFault e) {
                fault[0] = e;
                return null;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        if (fault[0] != null) {
            throw fault[0];
        }
        return result;
    }
}
