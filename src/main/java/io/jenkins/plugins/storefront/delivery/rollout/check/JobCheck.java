package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** It ran to its end. Its pods may crash as often as its {@code backoffLimit} says. */
final class JobCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        int desired = look.has("spec", "completions") ? (int) look.number("spec", "completions") : 1;
        int done = (int) look.number("status", "succeeded");
        if (Fields.isTrue(look.object(), "Complete")) {
            return Assessment.ready(desired, "complete");
        }
        boolean suspended = Boolean.TRUE.equals(Fields.at(look.object(), "spec", "suspend"));
        Assessment at =
                Assessment.progressing(done, desired, suspended ? "suspended" : done + " of " + desired + " complete");
        // Since 1.31 a Job says so before its last pods have ended
        for (String type : List.of("Failed", "FailureTarget")) {
            Map<String, Object> failed = Fields.condition(look.object(), type);
            if ("True".equals(Fields.text(failed, "status"))) {
                return at.certainly(why(look, failed));
            }
        }
        Assessment failing = new PodSet(
                        look, look.seen().pods().stream().filter(PodSet::stays).toList(), Set.of())
                .failing(at);
        if (failing == null) {
            boolean none = look.seen().pods().isEmpty() && !suspended;
            failing = Creation.refusedByEvent(look, at, none ? 1 : 0);
        }
        return failing != null && failing.cause().exitCode() == null ? failing : at;
    }

    private static FailureCause why(Look look, Map<String, Object> failed) {
        FailureCause job = look.cause(
                Fields.text(failed, "reason") == null ? "JobFailed" : Fields.text(failed, "reason"),
                Fields.text(failed, "message"));
        return look.seen().pods().stream()
                .map(pod -> PodCheck.of(pod, look, -1))
                .filter(failure -> failure != null)
                .findFirst()
                .map(PodCheck.Failure::cause)
                .map(pod -> new FailureCause(
                        job.code(),
                        pod.subject(),
                        pod.message().replaceAll(", \\d+ restarts$", "") + "; " + job.message(),
                        pod.pod(),
                        pod.container(),
                        pod.exitCode(),
                        List.of()))
                .orElse(job);
    }
}
