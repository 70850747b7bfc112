package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Kind;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Sight;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.ReadyRule;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.check.Checks;
import java.util.HashSet;
import java.util.Set;

/** Which kinds have to be watched for which targets. */
final class Sights {
    private static final Set<String> WITH_PODS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Pod");

    private Sights() {}

    /**
     * Kinds for some targets.
     *
     * @param needed without these there is no verdict
     * @param wanted with these it is better founded
     */
    record Kinds(Set<Kind> needed, Set<Kind> wanted) {}

    static boolean hasPods(WorkloadRef ref) {
        return WITH_PODS.contains(ref.kind());
    }

    /** Whether Services may stand before its pods. */
    static boolean serves(WorkloadRef ref) {
        return hasPods(ref) && !ref.kind().equals("Job");
    }

    /** Whether it is looked at; Secrets and their like are not, unless a rule asks. */
    static boolean isSeen(WorkloadRef ref, Sight sight) {
        return sight.uses(Kind.of(ref));
    }

    /** What nearly every rollout looks at. */
    static Set<Kind> usual(String namespace) {
        return Set.of(
                new Kind("apps/v1", "Deployment", namespace),
                new Kind("apps/v1", "ReplicaSet", namespace),
                new Kind("v1", "Pod", namespace),
                new Kind("v1", "Service", namespace),
                new Kind("v1", "Event", namespace),
                new Kind("discovery.k8s.io/v1", "EndpointSlice", namespace));
    }

    static Kinds of(RolloutState state) {
        Set<Kind> needed = new HashSet<>();
        Set<Kind> wanted = new HashSet<>();
        for (RolloutState.Target target : state.targets()) {
            WorkloadRef ref = target.ref();
            boolean ruled = ReadyRule.of(state.limits().rules().ready(), ref) != null;
            if (Checks.isPassive(ref) && !ruled) {
                continue;
            }
            String in = ref.namespace();
            needed.add(Kind.of(ref));
            if (in != null) {
                wanted.add(new Kind("v1", "Event", in));
            }
            if (hasPods(ref)) {
                needed.add(new Kind("v1", "Pod", in));
            }
            if (ref.kind().equals("Deployment")) {
                needed.add(new Kind("apps/v1", "ReplicaSet", in));
            } else if (ref.kind().equals("DaemonSet")) {
                wanted.add(new Kind("apps/v1", "ControllerRevision", in));
            }
            if (serves(ref) || ref.kind().equals("Service")) {
                wanted.add(new Kind("v1", "Service", in));
                wanted.add(new Kind("v1", "Pod", in));
                wanted.add(new Kind("discovery.k8s.io/v1", "EndpointSlice", in));
            }
        }
        wanted.removeAll(needed);
        return new Kinds(needed, wanted);
    }
}
