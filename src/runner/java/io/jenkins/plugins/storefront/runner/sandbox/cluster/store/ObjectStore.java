package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The objects of the cluster, a version that grows with each change, and the last changes for watches.
 *
 * <p>Thread-safe; {@link #atomically} makes several calls one. Objects that come out are shared and never changed: copy, change,
 * {@link #replace}.
 */
public final class ObjectStore {
    private static final int REMEMBERED = 20_000;
    private static final Comparator<Key> ORDER = Comparator.comparing(
                    (Key key) -> key.type().apiVersion())
            .thenComparing(key -> key.type().kind())
            .thenComparing(Key::namespace)
            .thenComparing(Key::name);

    /** Kinds for which the API server counts none. */
    private static final Set<String> WITHOUT_GENERATION = Set.of(
            "ConfigMap",
            "Endpoints",
            "Event",
            "Namespace",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Secret",
            "Service",
            "ServiceAccount");

    private final Map<Key, ObjectNode> objects = new TreeMap<>(ORDER);
    private final Deque<Change> history = new ArrayDeque<>();
    private final Clock clock;
    private long version = 1;
    private long forgotten;

    public ObjectStore(Clock clock) {
        this.clock = clock;
    }

    /** Does {@code work} while nobody else reads or writes. */
    public synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    public synchronized long version() {
        return version;
    }

    /** The object, or null. */
    public synchronized ObjectNode get(Key key) {
        return objects.get(key);
    }

    /** Objects of a kind by name; an empty namespace means all of them. */
    public synchronized List<ObjectNode> list(ResourceType type, String namespace) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(type)
                        && (namespace.isEmpty() || entry.getKey().namespace().equals(namespace)))
                .map(Map.Entry::getValue)
                .toList();
    }

    public synchronized List<Key> keys() {
        return List.copyOf(objects.keySet());
    }

    /** Takes a new object in; gives it identity and age, and returns it as stored. */
    public synchronized ObjectNode create(Key key, ObjectNode object) {
        if (objects.containsKey(key)) {
            throw new IllegalStateException(key + " is there already");
        }
        ObjectNode stored = object.deepCopy();
        ObjectNode metadata = stored.withObject("/metadata");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put(
                "creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!WITHOUT_GENERATION.contains(key.type().kind())) {
            metadata.put("generation", 1);
        }
        return keep(key, stored, Change.Action.ADDED);
    }

    /**
     * Puts a new state of an object in place, and returns it as stored. Its generation grows where anything but metadata and status
     * changed; where nothing changed, nothing happens.
     */
    public synchronized ObjectNode replace(Key key, ObjectNode object) {
        ObjectNode before = objects.get(key);
        if (before == null) {
            throw new IllegalStateException(key + " is gone");
        }
        if (before.equals(object)) {
            return before;
        }
        ObjectNode stored = object.deepCopy();
        if (before.at("/metadata/generation").isInt() && !wanted(before).equals(wanted(stored))) {
            stored.withObject("/metadata")
                    .put("generation", before.at("/metadata/generation").asInt() + 1);
        }
        return keep(key, stored, Change.Action.MODIFIED);
    }

    /** Removes an object; nothing happens where it is gone. */
    public synchronized void delete(Key key) {
        ObjectNode last = objects.remove(key);
        if (last != null) {
            ObjectNode told = last.deepCopy();
            remember(key, told, Change.Action.DELETED);
        }
    }

    /**
     * Waits for changes after a version.
     *
     * @return none where the time is over first
     * @throws HistoryGoneException where changes after that version are forgotten
     */
    public synchronized List<Change> changesAfter(long seen, Duration longest)
            throws HistoryGoneException, InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (version <= seen) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        if (seen < forgotten) {
            throw new HistoryGoneException(seen, forgotten);
        }
        List<Change> after = new ArrayList<>();
        // From the newest back: who watches is mostly one change behind
        Iterator<Change> back = history.descendingIterator();
        while (back.hasNext()) {
            Change change = back.next();
            if (change.version() <= seen) {
                break;
            }
            after.add(change);
        }
        Collections.reverse(after);
        return after;
    }

    private ObjectNode keep(Key key, ObjectNode stored, Change.Action action) {
        remember(key, stored, action);
        objects.put(key, stored);
        return stored;
    }

    private void remember(Key key, ObjectNode object, Change.Action action) {
        version++;
        object.withObject("/metadata").put("resourceVersion", Long.toString(version));
        history.addLast(new Change(version, action, key, object));
        if (history.size() > REMEMBERED) {
            forgotten = history.removeFirst().version();
        }
        notifyAll();
    }

    private static ObjectNode wanted(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of("metadata", "status"));
        return copy;
    }
}
