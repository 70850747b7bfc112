package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * An API server in the small that does, while it is {@link #bad}, whatever real ones do: is busy, breaks off lists and watches, forgets
 * its history, says a change twice, falls silent, or comes back from a backup with smaller versions.
 */
final class UnreliableServer implements Feed {
    private final VirtualPool pool;
    private final Random random;
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private final List<Open> watches = new ArrayList<>();
    private long version = 100;
    private long forgotten;
    private Instant awayUntil = Instant.MIN;
    boolean bad = true;
    int lists;
    int mostWatches;

    UnreliableServer(VirtualPool pool, Random random) {
        this.pool = pool;
        this.random = random;
    }

    private record Change(long version, String type, Map<String, Object> object) {}

    /** Somebody changes something. */
    void move() {
        String name = "o" + random.nextInt(5);
        Map<String, Object> before = objects.get(name);
        if (before != null && random.nextInt(4) == 0) {
            objects.remove(name);
            tell("DELETED", object(name, uid(before)));
        } else {
            Map<String, Object> object = object(name, before == null ? name + "-" + version : uid(before));
            objects.put(name, object);
            tell(before == null ? "ADDED" : "MODIFIED", object);
        }
        if (random.nextInt(10) == 0) {
            forgotten = version - random.nextInt(3);
        }
        if (bad && random.nextInt(200) == 0) {
            restore();
        }
    }

    /** From a backup: it is away for a while, and versions begin again where it was made. */
    private void restore() {
        version -= Math.min(version - 1, 50);
        history.clear();
        forgotten = version;
        awayUntil = pool.instant().plusSeconds(30);
        objects.replaceAll((name, object) -> object(name, uid(object)));
        List.copyOf(watches).forEach(open -> open.end(new FeedException(0, "connection reset", null)));
    }

    private Map<String, Object> object(String name, String uid) {
        version++;
        return Map.of(
                "metadata",
                Map.of("name", name, "namespace", "shop", "uid", uid, "resourceVersion", Long.toString(version)));
    }

    private static String uid(Map<String, Object> object) {
        return ((Map<?, ?>) object.get("metadata")).get("uid").toString();
    }

    private void tell(String type, Map<String, Object> object) {
        Change change = new Change(version, type, object);
        history.add(change);
        List.copyOf(watches).forEach(open -> open.deliver(change));
    }

    private boolean isAway() {
        return pool.instant().isBefore(awayUntil);
    }

    Map<String, Map<String, Object>> objects() {
        return new HashMap<>(objects);
    }

    int watches() {
        return watches.size();
    }

    @Override
    public Page list(Kind kind, String token) throws FeedException {
        lists++;
        if (isAway()) {
            throw new FeedException(0, "connection refused", null);
        } else if (bad && random.nextInt(3) == 0) {
            throw new FeedException(
                    new int[] {0, 429, 500, 503}[random.nextInt(4)], "not now", Duration.ofSeconds(random.nextInt(3)));
        }
        return new Page(Long.toString(version), null, new ArrayList<>(objects.values()));
    }

    @Override
    public AutoCloseable watch(Kind kind, String from, Sink sink) {
        Open open = new Open(sink);
        watches.add(open);
        mostWatches = Math.max(mostWatches, watches.size());
        pool.submit(() -> open.begin(Long.parseLong(from)));
        return open;
    }

    private final class Open implements AutoCloseable {
        private final Sink sink;
        private boolean over;
        private boolean silent;

        Open(Sink sink) {
            this.sink = sink;
        }

        void begin(long from) {
            if (over) {
                return;
            } else if (isAway()) {
                end(new FeedException(0, "connection refused", null));
                return;
            } else if (from < forgotten || from > version) {
                end(new FeedException(
                        from > version ? 504 : 410, from > version ? "Too large resource version" : "gone", null));
                return;
            } else if (bad && random.nextInt(4) == 0) {
                end(random.nextBoolean() ? null : new FeedException(500, "etcd leader changed", null));
                return;
            }
            silent = bad && random.nextInt(10) == 0;
            if (!silent) {
                sink.open();
            }
            history.stream().filter(change -> change.version > from).toList().forEach(this::deliver);
            bookmark();
        }

        private void bookmark() {
            if (!over && !silent) {
                sink.event("BOOKMARK", Map.of("metadata", Map.of("resourceVersion", Long.toString(version))));
                pool.schedule(this::bookmark, Duration.ofMinutes(1));
            }
        }

        void deliver(Change change) {
            if (over || silent) {
                return;
            } else if (bad && random.nextInt(8) == 0) {
                end(new FeedException(0, "connection reset", null));
                return;
            }
            sink.event(change.type, change.object);
            if (bad && random.nextInt(6) == 0 && !over) {
                sink.event(change.type.equals("DELETED") ? "DELETED" : "MODIFIED", change.object);
            }
        }

        void end(FeedException problem) {
            if (!over) {
                close();
                sink.end(problem);
            }
        }

        @Override
        public void close() {
            over = true;
            watches.remove(this);
        }
    }
}
