package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every node that should have a pod has one of the newest template, available; see {@link PodSet#onDelete} for the other strategy. */
final class DaemonSetCheck implements Check {
    private static final String HASH = "controller-revision-hash";

    @Override
    public Assessment assess(Look look) {
        int desired = (int) look.number("status", "desiredNumberScheduled");
        if (look.notObserved()) {
            return look.notObservedYet(desired);
        } else if ("OnDelete".equals(look.text("spec", "updateStrategy", "type"))) {
            return new PodSet(look, newest(look), Set.of())
                    .onDelete((int) look.number("status", "currentNumberScheduled"), desired);
        }
        long updated = look.number("status", "updatedNumberScheduled");
        long available = look.number("status", "numberAvailable");
        PodSet set = new PodSet(look, newest(look), Set.of());
        Assessment at = Assessment.progressing(
                        (int) Math.min(updated, available),
                        desired,
                        updated + " of " + desired + " updated, " + available + " available")
                .withRestarts(set.restarts());
        Assessment failing = set.failing(at);
        if (failing == null) {
            failing =
                    Creation.refusedByEvent(look, at, desired - (int) look.number("status", "currentNumberScheduled"));
        }
        if (failing != null) {
            return failing;
        }
        boolean all = updated >= desired && available >= desired && set.ready() >= desired;
        return all
                ? set.reachable(Assessment.ready(desired, desired == 0 ? "no node wants it" : "serves"))
                : set.explain(at);
    }

    /** Pods of the newest template: by its ControllerRevision, or where that cannot be seen by their images. */
    private static List<Map<String, Object>> newest(Look look) {
        String hash = look.seen().owned().stream()
                .max(Comparator.comparingLong(revision -> Fields.number(revision, "revision")))
                .map(revision -> Fields.text(revision, "metadata", "labels", HASH))
                .orElse(null);
        return hash != null
                ? PodSet.withLabel(look, HASH, hash)
                : look.seen().pods().stream()
                        .filter(PodSet::stays)
                        .filter(pod -> Images.told(pod, look.target().images()))
                        .toList();
    }
}
