package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every pod from the partition on has the update revision and is ready, and no other is missing; see {@link PodSet#onDelete} for the
 * other strategy.
 */
final class StatefulSetCheck implements Check {
    private static final String HASH = "controller-revision-hash";

    @Override
    public Assessment assess(Look look) {
        int desired = look.replicas();
        if (look.notObserved()) {
            return look.notObservedYet(desired);
        }
        String revision = look.text("status", "updateRevision");
        List<Map<String, Object>> pods = PodSet.withLabel(look, HASH, revision);
        PodSet set = new PodSet(look, pods, Set.of());
        if ("OnDelete".equals(look.text("spec", "updateStrategy", "type"))) {
            return set.onDelete(revision == null ? 0 : (int) look.number("status", "replicas"), desired);
        }
        long partition = look.number("spec", "updateStrategy", "rollingUpdate", "partition");
        int wanted = (int) Math.max(0, desired - partition);
        int ready = set.ready();
        String below = partition > 0 ? ", those below " + partition + " stay as they are" : "";
        Assessment at = Assessment.progressing(ready, wanted, ready + " of " + wanted + " ready" + below)
                .withRestarts(set.restarts());
        Assessment failing = set.failing(at);
        if (failing == null) {
            failing = Creation.refusedByEvent(look, at, desired - (int) look.number("status", "replicas"));
        }
        if (failing == null) {
            failing = blocked(look, at, revision);
        }
        if (failing != null) {
            return failing;
        }
        long available = look.has("status", "availableReplicas")
                ? look.number("status", "availableReplicas")
                : look.number("status", "readyReplicas");
        boolean all = revision != null
                && ready >= wanted
                && available >= desired
                && look.number("status", "readyReplicas") >= desired
                && look.number("status", "replicas") == desired;
        return all
                ? set.reachable(Assessment.ready(wanted, desired == 0 ? "scaled to 0" : "serves" + below))
                : set.explain(at);
    }

    /**
     * With ordered pods, one of an older revision that never gets ready is not replaced (kubernetes.io/docs/concepts/workloads/
     * controllers/statefulset, "Forced rollback").
     */
    private static Assessment blocked(Look look, Assessment at, String revision) {
        if ("Parallel".equals(look.text("spec", "podManagementPolicy"))) {
            return null;
        }
        for (Map<String, Object> pod : look.seen().pods()) {
            boolean old = revision != null && !revision.equals(Fields.text(pod, "metadata", "labels", HASH));
            PodCheck.Failure failure =
                    old && PodSet.stays(pod) && !Fields.isTrue(pod, "Ready") ? PodCheck.of(pod, look) : null;
            if (failure != null) {
                String name = Fields.text(pod, "metadata", "name");
                return at.maybe(
                        look.cause(
                                "BlockedByOldPod",
                                "pod " + name + " of an older revision does not get ready ("
                                        + failure.cause().message()
                                        + "), and its successor waits for it; delete that pod"),
                        Patience.LONG);
            }
        }
        return null;
    }
}
