package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Kind;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Sight;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import io.jenkins.plugins.storefront.delivery.rollout.check.Events;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what a verdict on a target is made from: out of what the shared informers have, with hardly a call to the cluster. */
final class Observer {
    private final Cluster cluster;
    private final Sight sight;
    private final Map<String, Map<String, Object>> classes = new HashMap<>();

    Observer(Cluster cluster, Sight sight) {
        this.cluster = cluster;
        this.sight = sight;
    }

    /** One look at each of these; one that cannot be asked for is left out. */
    Map<WorkloadRef, Seen> look(Collection<RolloutState.Target> targets) throws DeliveryException {
        Map<WorkloadRef, Seen> seen = new HashMap<>();
        Map<String, List<Map<String, Object>>> services = new HashMap<>();
        for (RolloutState.Target target : targets) {
            seen.put(target.ref(), look(target.ref(), services));
        }
        return seen;
    }

    Seen lookAt(WorkloadRef ref) throws DeliveryException {
        return look(ref, new HashMap<>());
    }

    private Seen look(WorkloadRef ref, Map<String, List<Map<String, Object>>> services) throws DeliveryException {
        if (!Sights.isSeen(ref, sight)) {
            return Seen.gone(); // nobody watches it, and nobody asks
        }
        Map<String, Object> object = sight.get(ref);
        if (object == null) {
            // What was just made may not have come round yet; what is gone is gone only if the cluster itself says so
            object = cluster.get(ref);
        }
        if (object == null) {
            return Seen.gone();
        }
        List<Map<String, Object>> owned = owned(ref, object);
        List<Map<String, Object>> pods = pods(ref, object, owned);
        return new Seen(
                object, owned, pods, events(ref, owned, pods), reach(ref, pods, services), related(ref, object));
    }

    private List<Map<String, Object>> owned(WorkloadRef ref, Map<String, Object> object) {
        return switch (ref.kind()) {
            case "Deployment" -> sight.ownedBy(new Kind("apps/v1", "ReplicaSet", ref.namespace()), uid(object));
            case "DaemonSet" -> sight.ownedBy(new Kind("apps/v1", "ControllerRevision", ref.namespace()), uid(object));
            default -> List.of();
        };
    }

    private List<Map<String, Object>> pods(
            WorkloadRef ref, Map<String, Object> object, List<Map<String, Object>> owned) {
        Kind pods = new Kind("v1", "Pod", ref.namespace());
        if (ref.kind().equals("Pod")) {
            return List.of(object);
        } else if (ref.kind().equals("Service")) {
            Map<String, Object> selector = Fields.map(object, "spec", "selector");
            Seen.Reach reach = new Seen.Reach(ref.name(), selector, Set.of());
            return sight.all(pods).stream().filter(reach::selects).toList();
        } else if (ref.kind().equals("Deployment")) {
            List<Map<String, Object>> all = new ArrayList<>();
            owned.forEach(set -> all.addAll(sight.ownedBy(pods, uid(set))));
            return all;
        }
        return Sights.hasPods(ref) ? sight.ownedBy(pods, uid(object)) : List.of();
    }

    private List<Map<String, Object>> events(
            WorkloadRef ref, List<Map<String, Object>> owned, List<Map<String, Object>> pods) {
        List<Map<String, Object>> all = new ArrayList<>(sight.eventsAbout(ref.kind(), ref.namespace(), ref.name()));
        if (ref.kind().equals("Deployment")) {
            owned.forEach(set -> all.addAll(sight.eventsAbout("ReplicaSet", ref.namespace(), name(set))));
        }
        if (Sights.hasPods(ref)) {
            pods.forEach(pod -> all.addAll(sight.eventsAbout("Pod", ref.namespace(), name(pod))));
        }
        all.sort(Comparator.comparing(Events::time));
        return all;
    }

    /** Services that select the pods; nothing where endpoints cannot be seen, as then nothing may be asked of them. */
    private List<Seen.Reach> reach(
            WorkloadRef ref, List<Map<String, Object>> pods, Map<String, List<Map<String, Object>>> services) {
        boolean asked = ref.kind().equals("Service") || Sights.serves(ref) && !pods.isEmpty();
        if (!asked || !sight.sees(new Kind("discovery.k8s.io/v1", "EndpointSlice", ref.namespace()))) {
            return List.of();
        }
        List<Seen.Reach> reach = new ArrayList<>();
        for (Map<String, Object> service :
                services.computeIfAbsent(ref.namespace(), in -> sight.all(new Kind("v1", "Service", in)))) {
            Map<String, Object> selector = Fields.map(service, "spec", "selector");
            Seen.Reach one = new Seen.Reach(name(service), selector, Set.of());
            boolean own = ref.kind().equals("Service") && name(service).equals(ref.name());
            if (own || !ref.kind().equals("Service") && pods.stream().anyMatch(one::selects)) {
                reach.add(new Seen.Reach(one.name(), selector, ready(ref.namespace(), one.name())));
            }
        }
        return reach;
    }

    /** Where a slice does not say whether an endpoint is ready, it is (discovery.k8s.io/v1, "EndpointConditions"). */
    private Set<String> ready(String namespace, String service) {
        Set<String> pods = new HashSet<>();
        for (Map<String, Object> slice : sight.endpointsOf(namespace, service)) {
            for (Object endpoint : Fields.list(slice, "endpoints")) {
                String name = Fields.text(endpoint, "targetRef", "name");
                if (name != null && !Boolean.FALSE.equals(Fields.at(endpoint, "conditions", "ready"))) {
                    pods.add(name);
                }
            }
        }
        return pods;
    }

    /** Whether a claim is bound at once says its class, which hardly changes. */
    private Map<String, Object> related(WorkloadRef ref, Map<String, Object> object) {
        String name = Fields.text(object, "spec", "storageClassName");
        if (!ref.kind().equals("PersistentVolumeClaim") || name == null || name.isEmpty()) {
            return Map.of();
        }
        return classes.computeIfAbsent(name, key -> {
            try {
                Map<String, Object> found =
                        cluster.get(new WorkloadRef("storage.k8s.io/v1", "StorageClass", null, key));
                return found == null ? Map.of() : found;
            } catch (DeliveryException e) {
                return Map.of(); // who may not look at classes does without
            }
        });
    }

    private static String uid(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "uid"));
    }

    private static String name(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "name"));
    }
}
