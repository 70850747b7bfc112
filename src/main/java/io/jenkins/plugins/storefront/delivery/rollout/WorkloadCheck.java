package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Assessment.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Says for one object of any kind whether exactly the generation that was applied serves. A controller that has not seen that
 * generation yet means progress, never success. The rules per kind are those of kstatus (sigs.k8s.io/cli-utils/pkg/kstatus),
 * sharpened by what the pods say.
 */
final class WorkloadCheck {
    private final RolloutState.Target target;
    private final Seen seen;
    private final Map<String, Object> object;
    private final int crashTolerance;

    private WorkloadCheck(RolloutState.Target target, Seen seen, int crashTolerance) {
        this.target = target;
        this.seen = seen;
        this.object = seen.object();
        this.crashTolerance = crashTolerance;
    }

    static Assessment of(RolloutState.Target target, Seen seen, int crashTolerance) {
        return new WorkloadCheck(target, seen, crashTolerance).assess();
    }

    private Assessment assess() {
        if (object == null) {
            return failed("Deleted", "it was deleted while it was waited for; roll out again");
        } else if (target.uid() != null && !target.uid().equals(Fields.text(object, "metadata", "uid"))) {
            return failed("Replaced", "somebody deleted it and made another of the same name; roll out again");
        } else if (Fields.number(object, "metadata", "generation") > target.generation() && !movesByItself()) {
            return failed(
                    "ChangedByOthers",
                    "somebody changed it while it was waited for (generation "
                            + Fields.number(object, "metadata", "generation") + ", ours is " + target.generation()
                            + ")");
        }
        return switch (target.ref().kind()) {
            case "Deployment" -> deployment();
            case "StatefulSet" -> statefulSet();
            case "DaemonSet" -> daemonSet();
            case "ReplicaSet" -> replicas("fullyLabeledReplicas", "availableReplicas");
            case "Job" -> job();
            case "Pod" -> pod();
            case "PersistentVolumeClaim" -> claim();
            case "CustomResourceDefinition" ->
                Fields.isTrue(object, "Established")
                        ? Assessment.ready(1, "established")
                        : Assessment.progressing(0, 1, "not established yet");
            default -> other();
        };
    }

    /**
     * Operators complete the objects of their kinds, and an autoscaler changes replicas: what matters of a workload is the images of
     * its pods.
     */
    private boolean movesByItself() {
        return switch (target.ref().kind()) {
            case "DaemonSet", "Job" -> false;
            case "Deployment", "StatefulSet", "ReplicaSet" ->
                images(Fields.map(object, "spec", "template", "spec")).equals(target.images());
            default -> true;
        };
    }

    private Assessment deployment() {
        if (notObserved()) {
            return Assessment.progressing(0, (int) wanted(), "the controller has not seen it yet");
        }
        int desired = (int) wanted();
        long updated = Fields.number(object, "status", "updatedReplicas");
        long available = Fields.number(object, "status", "availableReplicas");
        long all = Fields.number(object, "status", "replicas");
        String hash = newestHash();
        List<Map<String, Object>> pods = podsWith("pod-template-hash", hash);
        Assessment at = Assessment.progressing(
                (int) Math.min(updated, readyPods(pods)),
                desired,
                updated + " of " + desired + " updated, " + available + " available");
        Map<String, Object> stuck = Fields.condition(object, "ReplicaFailure");
        if ("True".equals(Fields.text(stuck, "status"))) {
            return at.failing(
                    Verdict.FAILING_MAYBE,
                    FailureCause.of(Fields.text(stuck, "reason"), subject(), Fields.text(stuck, "message")));
        }
        Assessment failing = failing(at, pods);
        if (failing != null) {
            return failing;
        }
        Map<String, Object> progress = Fields.condition(object, "Progressing");
        if ("ProgressDeadlineExceeded".equals(Fields.text(progress, "reason"))) {
            return at.failing(
                    Verdict.FAILED,
                    FailureCause.of("ProgressDeadlineExceeded", subject(), Fields.text(progress, "message")));
        }
        boolean serves = updated >= desired
                && available >= desired
                && all == updated
                && readyPods(pods) >= desired
                && (desired == 0 || hash != null);
        return serves ? Assessment.ready(desired, "serves") : at;
    }

    private Assessment statefulSet() {
        int desired = (int) wanted();
        if (notObserved()) {
            return Assessment.progressing(0, desired, "the controller has not seen it yet");
        }
        if ("OnDelete".equals(Fields.text(object, "spec", "updateStrategy", "type"))) {
            return Assessment.ready(desired, "accepted; its pods change when they are deleted (OnDelete)");
        }
        long partition = Fields.number(object, "spec", "updateStrategy", "rollingUpdate", "partition");
        int wanted = (int) Math.max(0, desired - partition);
        String revision = Fields.text(object, "status", "updateRevision");
        List<Map<String, Object>> pods = podsWith("controller-revision-hash", revision);
        int ready = readyPods(pods);
        Assessment at = Assessment.progressing(ready, wanted, ready + " of " + wanted + " ready");
        Assessment failing = failing(at, pods);
        if (failing != null) {
            return failing;
        }
        boolean serves = revision != null
                && ready >= wanted
                && Fields.number(object, "status", "readyReplicas") >= desired
                && Fields.number(object, "status", "replicas") == desired;
        return serves ? Assessment.ready(wanted, "serves") : at;
    }

    private Assessment daemonSet() {
        int desired = (int) Fields.number(object, "status", "desiredNumberScheduled");
        if (notObserved()) {
            return Assessment.progressing(0, desired, "the controller has not seen it yet");
        }
        long updated = Fields.number(object, "status", "updatedNumberScheduled");
        long available = Fields.number(object, "status", "numberAvailable");
        Assessment at = Assessment.progressing(
                (int) Math.min(updated, available),
                desired,
                updated + " of " + desired + " updated, " + available + " available");
        Assessment failing = failing(at, seen.pods());
        if (failing != null) {
            return failing;
        }
        return updated >= desired && available >= desired ? Assessment.ready(desired, "serves") : at;
    }

    private Assessment replicas(String updated, String available) {
        int desired = (int) wanted();
        int ready =
                (int) Math.min(Fields.number(object, "status", updated), Fields.number(object, "status", available));
        Assessment at = Assessment.progressing(ready, desired, ready + " of " + desired + " available");
        Assessment failing = failing(at, seen.pods());
        if (failing != null) {
            return failing;
        }
        return !notObserved() && ready >= desired ? Assessment.ready(desired, "serves") : at;
    }

    private Assessment job() {
        int desired = Fields.at(object, "spec", "completions") == null
                ? 1
                : (int) Fields.number(object, "spec", "completions");
        int done = (int) Fields.number(object, "status", "succeeded");
        if (Fields.isTrue(object, "Complete")) {
            return Assessment.ready(desired, "complete");
        }
        Map<String, Object> failed = Fields.condition(object, "Failed");
        Assessment at = Assessment.progressing(done, desired, done + " of " + desired + " complete");
        if ("True".equals(Fields.text(failed, "status"))) {
            FailureCause why = seen.pods().stream()
                    .map(pod -> PodCheck.of(pod, subject(), -1))
                    .filter(failure -> failure != null)
                    .findFirst()
                    .map(PodCheck.Failure::cause)
                    .orElse(FailureCause.of(Fields.text(failed, "reason"), subject(), Fields.text(failed, "message")));
            return at.failing(Verdict.FAILED, why);
        }
        Assessment failing = failing(at, seen.pods());
        // A Job's pod may crash as often as its backoffLimit says
        return failing != null && failing.cause().exitCode() == null ? failing : at;
    }

    private Assessment pod() {
        Assessment at = Assessment.progressing(0, 1, String.valueOf(Fields.text(object, "status", "phase")));
        Assessment failing = failing(at, List.of(object));
        if (failing != null) {
            return failing;
        }
        boolean ready = Fields.isTrue(object, "Ready") || "Succeeded".equals(Fields.text(object, "status", "phase"));
        return ready ? Assessment.ready(1, "ready") : at;
    }

    private Assessment claim() {
        String phase = Fields.text(object, "status", "phase");
        if ("Lost".equals(phase)) {
            return failed("ClaimLost", "its volume is gone");
        }
        // A claim of a class that waits for its first consumer is bound only when a pod uses it
        return "Bound".equals(phase) || phase == null || "Pending".equals(phase)
                ? Assessment.ready(1, phase == null ? "accepted" : phase.toLowerCase(java.util.Locale.ROOT))
                : Assessment.progressing(0, 1, phase);
    }

    private Assessment other() {
        if (Fields.at(object, "status", "observedGeneration") != null && notObserved()) {
            return Assessment.progressing(0, 1, "its controller has not seen it yet");
        }
        for (String type : List.of("Failed", "Stalled")) {
            if (Fields.isTrue(object, type)) {
                return failed(type, Fields.text(Fields.condition(object, type), "message"));
            }
        }
        for (String type : List.of("Ready", "Available")) {
            if (!Fields.condition(object, type).isEmpty() && !Fields.isTrue(object, type)) {
                return Assessment.progressing(0, 1, "not " + type.toLowerCase(java.util.Locale.ROOT) + " yet");
            }
        }
        return Assessment.ready(1, "accepted");
    }

    private Assessment failing(Assessment at, List<Map<String, Object>> pods) {
        Assessment maybe = null;
        for (Map<String, Object> pod : pods) {
            PodCheck.Failure failure = PodCheck.of(pod, subject(), crashTolerance);
            if (failure != null && failure.verdict() == Verdict.FAILED) {
                return at.failing(Verdict.FAILED, failure.cause());
            } else if (failure != null && maybe == null) {
                maybe = at.failing(Verdict.FAILING_MAYBE, failure.cause());
            }
        }
        return maybe;
    }

    private boolean notObserved() {
        return Fields.number(object, "status", "observedGeneration") < Fields.number(object, "metadata", "generation");
    }

    /** Kubernetes' default is 1. */
    private long wanted() {
        return Fields.at(object, "spec", "replicas") == null ? 1 : Fields.number(object, "spec", "replicas");
    }

    /** The hash of the ReplicaSet of the Deployment's current revision, or null while there is none. */
    private String newestHash() {
        String revision = Fields.text(object, "metadata", "annotations", "deployment.kubernetes.io/revision");
        return seen.owned().stream()
                .filter(set -> revision != null
                        && revision.equals(
                                Fields.text(set, "metadata", "annotations", "deployment.kubernetes.io/revision")))
                .filter(set ->
                        images(Fields.map(set, "spec", "template", "spec")).equals(target.images()))
                .map(set -> Fields.text(set, "metadata", "labels", "pod-template-hash"))
                .findFirst()
                .orElse(null);
    }

    private List<Map<String, Object>> podsWith(String label, String value) {
        return seen.pods().stream()
                .filter(pod -> value != null && value.equals(Fields.text(pod, "metadata", "labels", label)))
                .filter(pod -> Fields.at(pod, "metadata", "deletionTimestamp") == null)
                .toList();
    }

    private int readyPods(List<Map<String, Object>> pods) {
        return (int) pods.stream()
                .filter(pod -> Fields.isTrue(pod, "Ready"))
                .filter(pod -> images(Fields.map(pod, "spec")).containsAll(target.images()))
                .count();
    }

    /** The images of a pod's spec, in order. */
    static List<String> images(Map<String, Object> podSpec) {
        return Fields.list(podSpec, "containers").stream()
                .map(container -> String.valueOf(Fields.text(container, "image")))
                .toList();
    }

    private Assessment failed(String code, String message) {
        return Assessment.failed(FailureCause.of(code, subject(), message));
    }

    private String subject() {
        return target.ref().toString();
    }
}
