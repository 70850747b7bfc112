package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out why a pod does not start or stay, from its status and its warnings. */
final class PodCheck {
    private PodCheck() {}

    /** A failure, how sure it is, and how long it may last. */
    record Failure(Verdict verdict, FailureCause cause, Patience patience) {}

    /** The worst thing that is wrong with the pod, or null. */
    static Failure of(Map<String, Object> pod, Look look) {
        return of(pod, look, look.crashTolerance());
    }

    /** The same with another tolerance; a negative one forgives no exit at all. */
    static Failure of(Map<String, Object> pod, Look look, int crashTolerance) {
        Failure maybe = null;
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Object status : Fields.list(pod, "status", list)) {
                Failure failure = container(status, pod, look, crashTolerance);
                if (failure != null && failure.verdict() == Verdict.FAILED_CERTAIN) {
                    return failure;
                }
                maybe = maybe == null ? failure : maybe;
            }
        }
        return maybe != null ? maybe : whole(pod, look);
    }

    private static Failure whole(Map<String, Object> pod, Look look) {
        Map<String, Object> scheduled = Fields.condition(pod, "PodScheduled");
        if ("Unschedulable".equals(Fields.text(scheduled, "reason"))) {
            // An autoscaler may be bringing a node
            return maybe("Unschedulable", Fields.text(scheduled, "message"), pod, null, look, Patience.LONG);
        }
        String phase = Fields.text(pod, "status", "phase");
        if ("Failed".equals(phase)
                && Fields.list(pod, "status", "containerStatuses").isEmpty()) {
            // Evicted, or refused by its node; its controller makes another one
            String reason = Fields.text(pod, "status", "reason");
            return maybe(
                    reason == null ? "PodFailed" : reason,
                    Fields.text(pod, "status", "message"),
                    pod,
                    null,
                    look,
                    Patience.LONG);
        }
        if (!"Pending".equals(phase)) {
            return null;
        }
        Map<String, Object> mount = warning(pod, look, "FailedMount", "FailedAttachVolume");
        if (mount != null) {
            String message = String.valueOf(Fields.text(mount, "message"));
            boolean missing = message.contains("non-existent") && message.contains("key");
            FailureCause why = cause(missing ? "MissingKey" : "FailedMount", message, pod, null, null, look);
            return missing
                    ? new Failure(Verdict.FAILED_CERTAIN, why, Patience.LONG)
                    : new Failure(
                            Verdict.FAILING_MAYBE, why, message.contains("not found") ? Patience.GRACE : Patience.LONG);
        }
        Map<String, Object> sandbox = warning(pod, look, "FailedCreatePodSandBox");
        return sandbox == null
                ? null
                : maybe("FailedCreatePodSandBox", Fields.text(sandbox, "message"), pod, null, look, Patience.LONG);
    }

    private static Failure container(Object status, Map<String, Object> pod, Look look, int crashTolerance) {
        String container = Fields.text(status, "name");
        String reason = Fields.text(status, "state", "waiting", "reason");
        if (reason != null && !WaitingReason.USUAL.contains(reason)) {
            WaitingReason waiting =
                    WaitingReason.of(reason, Fields.text(status, "state", "waiting", "message"), pulled(pod, look));
            FailureCause why = cause(waiting.code(), waiting.message(), pod, container, null, look);
            return new Failure(waiting.certain() ? Verdict.FAILED_CERTAIN : Verdict.FAILING_MAYBE, why, Patience.GRACE);
        }
        return crash(status, reason, pod, look, crashTolerance);
    }

    /** Restarts from before the rollout, of a pod that is ready again, are nobody's concern. */
    private static Failure crash(Object status, String reason, Map<String, Object> pod, Look look, int tolerance) {
        if (Boolean.TRUE.equals(Fields.at(status, "ready"))) {
            return null;
        }
        Map<String, Object> end = Fields.map(status, "lastState", "terminated");
        boolean running = Fields.at(status, "state", "running") != null;
        if (end.isEmpty()) {
            end = Fields.map(status, "state", "terminated");
        }
        String name = Fields.text(pod, "metadata", "name");
        long before = look.target().restartsBefore().getOrDefault(name + "/" + Fields.text(status, "name"), 0L);
        long restarts = Fields.number(status, "restartCount") - before;
        boolean bad = !end.isEmpty() && Fields.number(end, "exitCode") != 0;
        boolean again = "CrashLoopBackOff".equals(reason) ? restarts >= tolerance : restarts > tolerance;
        if (!bad || !again || running && restarts <= 0) {
            return null;
        }
        int code = (int) Fields.number(end, "exitCode");
        String container = Fields.text(status, "name");
        String why = Fields.text(end, "reason");
        boolean named = why != null && !why.equals("Error");
        String sentence = "container " + container + " exits with " + code + (named ? " (" + why + ")" : "") + ", "
                + restarts + " restarts";
        return new Failure(
                Verdict.FAILED_CERTAIN,
                cause("OOMKilled".equals(why) ? why : "CrashLoopBackOff", sentence, pod, container, code, look),
                Patience.LONG);
    }

    /** What the kubelet said when it last failed to pull; a back-off does not say. */
    private static String pulled(Map<String, Object> pod, Look look) {
        return events(pod, look).stream()
                .filter(event -> "Failed".equals(Fields.text(event, "reason"))
                        && String.valueOf(Fields.text(event, "message")).contains("pull"))
                .map(event -> Fields.text(event, "message"))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** Why a pod that has not failed is not ready, as far as it says; else null. */
    static FailureCause complaint(Map<String, Object> pod, Look look) {
        Map<String, Object> unhealthy = warning(pod, look, "Unhealthy");
        if (unhealthy != null) {
            return cause("Unhealthy", Fields.text(unhealthy, "message"), pod, null, null, look);
        }
        for (Object status : Fields.list(pod, "status", "containerStatuses")) {
            boolean runs = Fields.at(status, "state", "running") != null;
            if (runs && !Boolean.TRUE.equals(Fields.at(status, "ready"))) {
                String name = Fields.text(status, "name");
                return cause(
                        "NotReady",
                        "container " + name + " runs but its readiness probe has not succeeded",
                        pod,
                        name,
                        null,
                        look);
            }
        }
        return null;
    }

    private static Map<String, Object> warning(Map<String, Object> pod, Look look, String... reasons) {
        return events(pod, look).stream()
                .filter(event -> Set.of(reasons).contains(String.valueOf(Fields.text(event, "reason"))))
                .reduce((first, second) -> Events.time(second).compareTo(Events.time(first)) >= 0 ? second : first)
                .orElse(null);
    }

    private static List<Map<String, Object>> events(Map<String, Object> pod, Look look) {
        String name = String.valueOf(Fields.text(pod, "metadata", "name"));
        String uid = Fields.text(pod, "metadata", "uid");
        return look.seen().events().stream()
                .filter(event -> name.equals(Fields.text(event, "involvedObject", "name")))
                .filter(event -> uid == null || uid.equals(Fields.text(event, "involvedObject", "uid")))
                .toList();
    }

    private static Failure maybe(
            String code, String message, Map<String, Object> pod, String container, Look look, Patience patience) {
        return new Failure(Verdict.FAILING_MAYBE, cause(code, message, pod, container, null, look), patience);
    }

    private static FailureCause cause(
            String code, String message, Map<String, Object> pod, String container, Integer exitCode, Look look) {
        return new FailureCause(
                code,
                look.subject(),
                message == null ? code : message,
                Fields.text(pod, "metadata", "name"),
                container,
                exitCode,
                List.of());
    }
}
