package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All informers of one login to one cluster, each made when the first wait asks for its kind and closed with the last. Thread-safe.
 */
public final class Informers implements AutoCloseable {
    private final Feed feed;
    private final WorkPool pool;
    private final Clock clock;
    private final Duration linger;
    private final Map<Kind, Shared> informers = new HashMap<>();
    private final Map<String, Set<Sight>> interests = new HashMap<>();
    private final Set<Sight> sights = new LinkedHashSet<>();
    private final Informer.Listener listener = new Listening();
    private FeedException loggedOut;

    /** Informers that nobody uses any more go on for {@code linger}: the next rollout, or an undo, often follows at once. */
    public Informers(Feed feed, WorkPool pool, Clock clock, Duration linger) {
        this.feed = feed;
        this.pool = pool;
        this.clock = clock;
        this.linger = linger;
    }

    /** An informer and how many use it. */
    private static final class Shared {
        final Informer informer;
        int uses;

        Shared(Informer informer) {
            this.informer = informer;
        }
    }

    /**
     * Begins to look.
     *
     * @param needed kinds without which no verdict is possible
     * @param wanted kinds that this login may not be allowed to see
     * @param watcher is told when to look again
     */
    public Sight look(Set<Kind> needed, Set<Kind> wanted, Sight.Watcher watcher) {
        Set<Kind> all = new LinkedHashSet<>(needed);
        all.addAll(wanted);
        Sight sight;
        FeedException out;
        synchronized (this) {
            Map<Kind, Informer> used = new HashMap<>();
            for (Kind kind : all) {
                Shared shared = informers.get(kind);
                if (shared == null) {
                    shared = new Shared(new Informer(kind, feed, pool, clock, listener));
                    informers.put(kind, shared);
                    if (loggedOut == null) {
                        shared.informer.start();
                    }
                }
                shared.uses++;
                used.put(kind, shared.informer);
            }
            sight = new Sight(this, used, Set.copyOf(needed), watcher);
            sights.add(sight);
            out = loggedOut;
        }
        if (out != null) {
            watcher.loggedOut(out);
        }
        return sight;
    }

    /** How many kinds are watched now. */
    public synchronized int size() {
        return informers.size();
    }

    synchronized void subscribe(Sight sight, Set<String> topics) {
        topics.forEach(topic ->
                interests.computeIfAbsent(topic, key -> new HashSet<>()).add(sight));
    }

    synchronized void unsubscribe(Sight sight, Set<String> topics) {
        for (String topic : topics) {
            interests.computeIfPresent(topic, (key, all) -> {
                all.remove(sight);
                return all.isEmpty() ? null : all;
            });
        }
    }

    void release(Sight sight, Set<Kind> kinds) {
        synchronized (this) {
            sights.remove(sight);
            for (Kind kind : kinds) {
                Shared shared = informers.get(kind);
                if (shared != null) {
                    shared.uses--;
                }
            }
        }
        if (linger.isZero()) {
            closeUnused();
        } else {
            pool.schedule(this::closeUnused, linger);
        }
    }

    private void closeUnused() {
        Set<Informer> unused = new HashSet<>();
        synchronized (this) {
            informers.values().removeIf(shared -> shared.uses == 0 && unused.add(shared.informer));
        }
        unused.forEach(Informer::close);
    }

    /** Every wait that may mean the object, found over its owners and what it is about. */
    private Map<Sight, Set<String>> interested(Informer informer, Map<String, Object> object) {
        Set<String> topics = new HashSet<>();
        String kind = informer.kind().kind();
        String namespace = Fields.text(object, "metadata", "namespace");
        topics.add(Topics.of(kind, namespace, Fields.text(object, "metadata", "name")));
        topics.addAll(Topics.of(kind, object));
        if (kind.equals("Pod")) {
            overReplicaSets(object, namespace, topics);
        } else if (kind.equals("EndpointSlice")) {
            for (Object endpoint : Fields.list(object, "endpoints")) {
                overPod(Fields.text(endpoint, "targetRef", "name"), namespace, topics);
            }
        } else if (kind.equals("Event")) {
            String name = Fields.text(object, "involvedObject", "name");
            if ("Pod".equals(Fields.text(object, "involvedObject", "kind"))) {
                overPod(name, namespace, topics);
            } else {
                String about = Fields.text(object, "involvedObject", "uid");
                Map<String, Object> set = byUid("apps/v1", "ReplicaSet", namespace, about);
                topics.addAll(set == null ? Set.of() : Topics.of("ReplicaSet", set));
            }
        }
        Map<Sight, Set<String>> found = new HashMap<>();
        synchronized (this) {
            for (String topic : topics) {
                for (Sight sight : interests.getOrDefault(topic, Set.of())) {
                    found.computeIfAbsent(sight, key -> new HashSet<>()).add(topic);
                }
            }
        }
        return found;
    }

    private void overPod(String name, String namespace, Set<String> topics) {
        Informer pods = informer(new Kind("v1", "Pod", namespace));
        Map<String, Object> pod =
                pods == null || name == null ? null : pods.store().byName(name);
        if (pod != null) {
            topics.addAll(Topics.of("Pod", pod));
            topics.add(Topics.of("Pod", namespace, name));
            overReplicaSets(pod, namespace, topics);
        }
    }

    private void overReplicaSets(Map<String, Object> pod, String namespace, Set<String> topics) {
        for (Object owner : Fields.list(pod, "metadata", "ownerReferences")) {
            Map<String, Object> set = byUid("apps/v1", "ReplicaSet", namespace, Fields.text(owner, "uid"));
            topics.addAll(set == null ? Set.of() : Topics.of("ReplicaSet", set));
        }
    }

    private Map<String, Object> byUid(String apiVersion, String kind, String namespace, String uid) {
        Informer informer = informer(new Kind(apiVersion, kind, namespace));
        return informer == null ? null : informer.store().byUid(uid);
    }

    private synchronized Informer informer(Kind kind) {
        Shared shared = informers.get(kind);
        return shared == null ? null : shared.informer;
    }

    private final class Listening implements Informer.Listener {
        @Override
        public void changed(Informer informer, Map<String, Object> object) {
            interested(informer, object).forEach(Sight::told);
        }

        @Override
        public void renewed(Informer informer) {
            List<Sight> all;
            synchronized (Informers.this) {
                all = sights.stream().filter(sight -> sight.uses(informer)).toList();
            }
            all.forEach(Sight::toldAll);
        }

        @Override
        public void loggedOut(FeedException why) {
            List<Sight> all;
            List<Shared> open;
            synchronized (Informers.this) {
                if (loggedOut != null) {
                    return;
                }
                loggedOut = why;
                all = List.copyOf(sights);
                open = List.copyOf(informers.values());
            }
            open.forEach(shared -> shared.informer.close());
            all.forEach(sight -> sight.loggedOut(why));
        }
    }

    @Override
    public void close() {
        List<Shared> open;
        synchronized (this) {
            open = List.copyOf(informers.values());
            informers.clear();
            sights.clear();
            interests.clear();
        }
        open.forEach(shared -> shared.informer.close());
    }
}
