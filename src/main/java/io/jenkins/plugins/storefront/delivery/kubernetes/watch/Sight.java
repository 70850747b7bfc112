package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one wait sees of the shared informers. Reading costs no call to the cluster. Thread-safe; close it when the wait is over.
 */
public final class Sight implements AutoCloseable {
    private final Informers informers;
    private final Map<Kind, Informer> used;
    private final Set<Kind> needed;
    private final Watcher watcher;
    private final Map<String, Set<WorkloadRef>> interests = new HashMap<>();
    private boolean closed;

    /** Who waits. Calls come from the client's threads and must be short. */
    public interface Watcher {
        /** Something changed that these depend on. */
        void changed(Set<WorkloadRef> targets);

        /** Look at everything: a kind was listed, or is refused. */
        void renewed();

        /** The login is no longer accepted; nothing more will be seen. Log in again and look anew. */
        void loggedOut(FeedException why);
    }

    Sight(Informers informers, Map<Kind, Informer> used, Set<Kind> needed, Watcher watcher) {
        this.informers = informers;
        this.used = Map.copyOf(used);
        this.needed = needed;
        this.watcher = watcher;
    }

    /** Asks to be told of the object, of what it owns, and of its endpoints. */
    public void follow(WorkloadRef target, String uid) {
        Set<String> topics = new HashSet<>();
        topics.add(Topics.of(target.kind(), target.namespace(), target.name()));
        topics.add(Topics.about(target.kind(), target.namespace(), target.name()));
        if (uid != null) {
            topics.add(Topics.ownedBy(uid));
        }
        if (target.kind().equals("Service")) {
            topics.add(Topics.endpointsOf(target.namespace(), target.name()));
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            topics.forEach(topic ->
                    interests.computeIfAbsent(topic, key -> new HashSet<>()).add(target));
        }
        informers.subscribe(this, topics);
    }

    /** Whether every needed kind has been listed, and each wanted one too or it is refused. */
    public boolean isComplete() {
        return used.values().stream().allMatch(informer -> informer.isSynced() || isDoneWithout(informer));
    }

    /** A wanted kind that cannot be seen, or that an older cluster does not have, keeps nobody waiting. */
    private boolean isDoneWithout(Informer informer) {
        FeedException trouble = informer.trouble();
        boolean unknown = trouble != null && trouble.isUnknown() && !needed.contains(informer.kind());
        return informer.isRefused() || unknown && !informer.isSynced();
    }

    /** Whether it was asked to look at the kind. */
    public boolean uses(Kind kind) {
        return used.containsKey(kind);
    }

    /** Whether the kind can be seen. */
    public boolean sees(Kind kind) {
        Informer informer = used.get(kind);
        return informer != null && informer.isSynced() && !informer.isRefused();
    }

    /** Why a needed kind is refused to this login, or null. */
    public String refusal() {
        return used.values().stream()
                .filter(informer -> informer.isRefused() && needed.contains(informer.kind()))
                .map(informer -> informer.kind() + ": " + informer.trouble().getMessage())
                .findFirst()
                .orElse(null);
    }

    /** Wanted kinds that this login may not see, or that the cluster does not have. */
    public List<Kind> unseen() {
        return used.values().stream()
                .filter(informer -> isDoneWithout(informer) && !needed.contains(informer.kind()))
                .map(Informer::kind)
                .toList();
    }

    /** Why the cluster cannot be looked at now, or null. */
    public String trouble() {
        return used.values().stream()
                .map(this::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Reads it once: another thread may end the trouble at any moment. */
    private String trouble(Informer informer) {
        FeedException trouble = informer.trouble();
        return trouble == null || isDoneWithout(informer) ? null : informer.kind() + ": " + trouble.getMessage();
    }

    /** The object, or null. */
    public Map<String, Object> get(WorkloadRef ref) {
        Informer informer = used.get(Kind.of(ref));
        return informer == null ? null : informer.store().byName(ref.name());
    }

    public List<Map<String, Object>> all(Kind kind) {
        Informer informer = used.get(kind);
        return informer == null ? List.of() : informer.store().all();
    }

    /** Objects of a kind whose owner has that uid. */
    public List<Map<String, Object>> ownedBy(Kind kind, String uid) {
        return byTopic(kind, Topics.ownedBy(uid));
    }

    public List<Map<String, Object>> endpointsOf(String namespace, String service) {
        return byTopic(
                new Kind("discovery.k8s.io/v1", "EndpointSlice", namespace), Topics.endpointsOf(namespace, service));
    }

    /** Warnings about an object. */
    public List<Map<String, Object>> eventsAbout(String kind, String namespace, String name) {
        return byTopic(new Kind("v1", "Event", namespace), Topics.about(kind, namespace, name));
    }

    private List<Map<String, Object>> byTopic(Kind kind, String topic) {
        Informer informer = used.get(kind);
        return informer == null ? List.of() : informer.store().byTopic(topic);
    }

    boolean uses(Informer informer) {
        return used.get(informer.kind()) == informer;
    }

    void told(Set<String> topics) {
        Set<WorkloadRef> targets = new HashSet<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            topics.forEach(topic -> targets.addAll(interests.getOrDefault(topic, Set.of())));
        }
        watcher.changed(targets);
    }

    void toldAll() {
        if (!isClosed()) {
            watcher.renewed();
        }
    }

    void loggedOut(FeedException why) {
        if (!isClosed()) {
            watcher.loggedOut(why);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        Set<String> topics;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            topics = new HashSet<>(interests.keySet());
            interests.clear();
        }
        informers.unsubscribe(this, topics);
        informers.release(this, new HashSet<>(new ArrayList<>(used.keySet())));
    }
}
