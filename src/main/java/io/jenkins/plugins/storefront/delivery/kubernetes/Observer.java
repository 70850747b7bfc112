package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at the targets of a rollout, and fetches the last lines of what crashed. */
final class Observer {
    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job");
    private static final int LOG_LINES = 20;

    private final Cluster cluster;

    Observer(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What has to be watched to hear of every change that matters. */
    static Set<WorkloadRef> watched(RolloutState state) {
        Set<WorkloadRef> kinds = new HashSet<>();
        for (RolloutState.Target target : state.targets()) {
            WorkloadRef ref = target.ref();
            kinds.add(new WorkloadRef(ref.apiVersion(), ref.kind(), ref.namespace(), null));
            if (WITH_PODS.contains(ref.kind())) {
                kinds.add(new WorkloadRef("v1", "Pod", ref.namespace(), null));
            }
        }
        return kinds;
    }

    /** Pods and ReplicaSets are listed once a namespace and given to their owners. */
    Map<WorkloadRef, Seen> look(RolloutState state) throws DeliveryException {
        Map<WorkloadRef, Seen> seen = new HashMap<>();
        Map<String, List<Map<String, Object>>> pods = new HashMap<>();
        Map<String, List<Map<String, Object>>> sets = new HashMap<>();
        for (RolloutState.Target target : state.targets()) {
            WorkloadRef ref = target.ref();
            Map<String, Object> object = cluster.get(ref);
            if (object == null || !WITH_PODS.contains(ref.kind())) {
                seen.put(ref, object == null ? Seen.gone() : new Seen(object, List.of(), List.of()));
                continue;
            }
            if (!pods.containsKey(ref.namespace())) {
                pods.put(ref.namespace(), cluster.list("v1", "Pod", ref.namespace(), Map.of()));
            }
            List<Map<String, Object>> owned = List.of();
            Set<String> owners = new HashSet<>(Set.of(uid(object)));
            if (ref.kind().equals("Deployment")) {
                if (!sets.containsKey(ref.namespace())) {
                    sets.put(ref.namespace(), cluster.list("apps/v1", "ReplicaSet", ref.namespace(), Map.of()));
                }
                owned = ownedBy(sets.get(ref.namespace()), owners);
                owned.forEach(set -> owners.add(uid(set)));
            }
            seen.put(ref, new Seen(object, owned, ownedBy(pods.get(ref.namespace()), owners)));
        }
        return seen;
    }

    /** The causes with the last lines of the containers that crashed. */
    List<FailureCause> withLogs(List<FailureCause> causes, RolloutState state) {
        List<FailureCause> told = new ArrayList<>();
        for (FailureCause cause : causes) {
            String namespace = state.targets().stream()
                    .map(RolloutState.Target::ref)
                    .filter(ref -> ref.toString().equals(cause.subject()))
                    .map(WorkloadRef::namespace)
                    .findFirst()
                    .orElse(state.namespace());
            if (cause.pod() == null || cause.container() == null || cause.exitCode() == null) {
                told.add(cause);
                continue;
            }
            List<String> lines = cluster.log(namespace, cause.pod(), cause.container(), true, LOG_LINES);
            if (lines.isEmpty()) {
                lines = cluster.log(namespace, cause.pod(), cause.container(), false, LOG_LINES);
            }
            told.add(new FailureCause(
                    cause.code(),
                    cause.subject(),
                    cause.message(),
                    cause.pod(),
                    cause.container(),
                    cause.exitCode(),
                    lines));
        }
        return told;
    }

    private static List<Map<String, Object>> ownedBy(List<Map<String, Object>> all, Set<String> owners) {
        return all.stream()
                .filter(one -> Fields.list(one, "metadata", "ownerReferences").stream()
                        .anyMatch(owner -> owners.contains(Fields.text(owner, "uid"))))
                .toList();
    }

    private static String uid(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "uid"));
    }
}
