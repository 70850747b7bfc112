package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.Map;
import java.util.Set;

/** Every replica is available and runs what was applied; a ReplicaSet does not replace pods of an older template. */
final class ReplicaSetCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        int desired = look.replicas();
        if (look.notObserved()) {
            return look.notObservedYet(desired);
        }
        PodSet set = new PodSet(
                look, look.seen().pods().stream().filter(PodSet::stays).toList(), Set.of());
        int ready = (int) Math.min(set.ready(), look.number("status", "availableReplicas"));
        Assessment at = Assessment.progressing(ready, desired, ready + " of " + desired + " available")
                .withRestarts(set.restarts());
        Assessment failing = set.failing(at);
        Map<String, Object> stuck = Fields.condition(look.object(), "ReplicaFailure");
        if (failing == null && "True".equals(Fields.text(stuck, "status"))) {
            failing = Creation.refused(look, at, Fields.text(stuck, "reason"), Fields.text(stuck, "message"));
        }
        if (failing != null) {
            return failing;
        }
        boolean all = ready >= desired && look.number("status", "replicas") == desired;
        return all ? set.reachable(Assessment.ready(desired, "serves")) : set.explain(at);
    }
}
