package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Assessment.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out why a pod does not start, from its status alone. Reasons are those of the kubelet (k8s.io/kubernetes/pkg/kubelet). */
final class PodCheck {
    /** Waiting changes nothing about these. */
    private static final Set<String> CERTAIN =
            Set.of("InvalidImageName", "ErrImageNeverPull", "RunContainerError", "CreateContainerError");

    /** A registry may come back, a Secret may be made. */
    private static final Set<String> MAYBE =
            Set.of("ErrImagePull", "ImagePullBackOff", "CreateContainerConfigError", "RegistryUnavailable");

    private PodCheck() {}

    /** A failure with how sure it is. */
    record Failure(Verdict verdict, FailureCause cause) {}

    /** The first thing that is wrong with the pod, or null. */
    static Failure of(Map<String, Object> pod, String subject, int crashTolerance) {
        String name = Fields.text(pod, "metadata", "name");
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Object status : Fields.list(pod, "status", list)) {
                Failure failure = container(status, name, subject, crashTolerance);
                if (failure != null) {
                    return failure;
                }
            }
        }
        Map<String, Object> scheduled = Fields.condition(pod, "PodScheduled");
        if ("Unschedulable".equals(Fields.text(scheduled, "reason"))) {
            return new Failure(
                    Verdict.FAILING_MAYBE,
                    cause("Unschedulable", subject, Fields.text(scheduled, "message"), name, null, null));
        }
        return null;
    }

    private static Failure container(Object status, String pod, String subject, int crashTolerance) {
        String container = Fields.text(status, "name");
        String reason = Fields.text(status, "state", "waiting", "reason");
        String message = Fields.text(status, "state", "waiting", "message");
        if (reason != null && CERTAIN.contains(reason)) {
            return new Failure(Verdict.FAILED, cause(reason, subject, message, pod, container, null));
        } else if (reason != null && MAYBE.contains(reason)) {
            return new Failure(Verdict.FAILING_MAYBE, cause(reason, subject, message, pod, container, null));
        }
        Map<String, Object> end = Fields.map(status, "lastState", "terminated");
        if (end.isEmpty()) {
            end = Fields.map(status, "state", "terminated");
        }
        boolean bad = !end.isEmpty() && Fields.number(end, "exitCode") != 0;
        long restarts = Fields.number(status, "restartCount");
        if (bad && ("CrashLoopBackOff".equals(reason) ? restarts >= crashTolerance : restarts > crashTolerance)) {
            int code = (int) Fields.number(end, "exitCode");
            String why = Fields.text(end, "reason");
            String sentence = "container " + container + " exits with " + code
                    + (why == null || why.equals("Error") ? "" : " (" + why + ")") + ", " + restarts + " restarts";
            return new Failure(
                    Verdict.FAILED,
                    cause("OOMKilled".equals(why) ? why : "CrashLoopBackOff", subject, sentence, pod, container, code));
        }
        return null;
    }

    private static FailureCause cause(
            String code, String subject, String message, String pod, String container, Integer exitCode) {
        return new FailureCause(code, subject, message == null ? code : message, pod, container, exitCode, List.of());
    }
}
