package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.Map;

/**
 * It can scale its target and is not held at its upper limit. One whose metrics cannot be read keeps the replicas that there are, so what
 * was applied serves all the same: that is warned of, and after the grace it counts as ready, lest an outage of the metrics undo a release.
 * What the manifests themselves got wrong is a failure.
 */
final class AutoscalerCheck implements Check {
    /** As the autoscaler words it (k8s.io/kubernetes/pkg/controller/podautoscaler): utilization of what no container asks for. */
    private static final String NO_REQUEST = "missing request for ";

    @Override
    public Assessment assess(Look look) {
        int now = (int) look.number("status", "currentReplicas");
        Map<String, Object> able = Fields.condition(look.object(), "AbleToScale");
        Map<String, Object> active = Fields.condition(look.object(), "ScalingActive");
        Map<String, Object> limited = Fields.condition(look.object(), "ScalingLimited");
        Assessment at = Assessment.progressing(0, 1, "not looked at by the autoscaler yet");
        if (able.isEmpty()) {
            return at;
        } else if ("False".equals(Fields.text(able, "status"))) {
            return at.maybe(cause(look, able), Patience.LONG);
        } else if ("False".equals(Fields.text(active, "status"))
                && !"ScalingDisabled".equals(Fields.text(active, "reason"))) {
            return at.maybe(cause(look, active), lacksMetrics(active) ? Patience.THEN_READY : Patience.LONG);
        }
        long most = look.number("spec", "maxReplicas");
        long least = look.has("spec", "minReplicas") ? look.number("spec", "minReplicas") : 1;
        boolean pinned = "True".equals(Fields.text(limited, "status"))
                && "TooManyReplicas".equals(Fields.text(limited, "reason"))
                && most > least;
        return pinned
                ? at.maybe(
                        look.cause(
                                "AtItsLimit",
                                "it wants more than its " + most
                                        + " replicas; raise maxReplicas, or find out what the load is"),
                        Patience.LONG)
                : Assessment.ready(1, "scales, " + now + " replicas");
    }

    /** Whether nobody answers what its metrics are, rather than that they cannot be worked out from these manifests. */
    private static boolean lacksMetrics(Map<String, Object> active) {
        return String.valueOf(Fields.text(active, "reason")).matches("FailedGet\\w*Metric")
                && !String.valueOf(Fields.text(active, "message")).contains(NO_REQUEST);
    }

    private static FailureCause cause(Look look, Map<String, Object> condition) {
        return look.cause(Fields.text(condition, "reason"), Fields.text(condition, "message"));
    }
}
