package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.Map;

/** It can scale its target and is not held at its upper limit. */
final class AutoscalerCheck implements Check {
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
            return at.maybe(cause(look, active), Patience.LONG);
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

    private static io.jenkins.plugins.storefront.delivery.model.FailureCause cause(
            Look look, Map<String, Object> condition) {
        return look.cause(Fields.text(condition, "reason"), Fields.text(condition, "message"));
    }
}
