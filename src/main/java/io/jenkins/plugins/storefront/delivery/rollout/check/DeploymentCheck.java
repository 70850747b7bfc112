package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The newest ReplicaSet has every replica, available for {@code minReadySeconds}, and nothing of an older one is left. */
final class DeploymentCheck implements Check {
    private static final String REVISION = "deployment.kubernetes.io/revision";

    @Override
    public Assessment assess(Look look) {
        int desired = look.replicas();
        if (look.notObserved()) {
            return look.notObservedYet(desired);
        } else if (Boolean.TRUE.equals(Fields.at(look.object(), "spec", "paused"))) {
            return Assessment.progressing(0, desired, "paused")
                    .heldUpBy(look.cause("Paused", "it is paused; resume it: kubectl rollout resume"));
        }
        long updated = look.number("status", "updatedReplicas");
        long available = look.number("status", "availableReplicas");
        Map<String, Object> newest = newest(look);
        List<Map<String, Object>> pods = pods(look, newest);
        PodSet set = new PodSet(look, pods, Images.digests(older(look, newest)));
        Assessment at = Assessment.progressing(
                        (int) Math.min(updated, set.ready()),
                        desired,
                        updated + " of " + desired + " updated, " + available + " available")
                .withRestarts(set.restarts());
        Assessment failing = set.failing(at);
        if (failing == null) {
            failing = notCreated(look, at);
        }
        if (failing != null) {
            return failing;
        }
        Map<String, Object> progress = Fields.condition(look.object(), "Progressing");
        if ("ProgressDeadlineExceeded".equals(Fields.text(progress, "reason")) && isAbout(progress, newest)) {
            return at.certainly(look.cause("ProgressDeadlineExceeded", Fields.text(progress, "message")));
        }
        boolean all = updated >= desired
                && available >= desired
                && look.number("status", "replicas") == updated
                && set.ready() >= desired
                && (desired == 0 || newest != null);
        return all
                ? set.reachable(Assessment.ready(desired, desired == 0 ? "scaled to 0" : "serves"))
                : set.explain(at);
    }

    /** What keeps its ReplicaSet from making pods. */
    private static Assessment notCreated(Look look, Assessment at) {
        Map<String, Object> stuck = Fields.condition(look.object(), "ReplicaFailure");
        return "True".equals(Fields.text(stuck, "status"))
                ? Creation.refused(look, at, Fields.text(stuck, "reason"), Fields.text(stuck, "message"))
                : null;
    }

    /** The controller keeps the message about an older ReplicaSet until the newest one moves. */
    private static boolean isAbout(Map<String, Object> progress, Map<String, Object> newest) {
        String message = Fields.text(progress, "message");
        return newest != null
                && (message == null
                        || !message.contains("ReplicaSet \"")
                        || message.contains("\"" + Fields.text(newest, "metadata", "name") + "\""));
    }

    /** The ReplicaSet of the current revision, or null while there is none. */
    private static Map<String, Object> newest(Look look) {
        String revision = look.text("metadata", "annotations", REVISION);
        return look.seen().owned().stream()
                .filter(set ->
                        revision != null && revision.equals(Fields.text(set, "metadata", "annotations", REVISION)))
                .filter(set -> Images.of(Fields.map(set, "spec", "template", "spec"))
                        .equals(look.target().images()))
                .findFirst()
                .orElse(null);
    }

    private static List<Map<String, Object>> older(Look look, Map<String, Object> newest) {
        List<Map<String, Object>> older = new ArrayList<>(look.seen().owned());
        older.remove(newest);
        return older;
    }

    private static List<Map<String, Object>> pods(Look look, Map<String, Object> newest) {
        String hash = Fields.text(newest, "metadata", "labels", "pod-template-hash");
        return PodSet.withLabel(look, "pod-template-hash", hash);
    }
}
