package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.List;
import java.util.Set;

/** A pod of its own is ready, or has ended well. */
final class SinglePodCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        String phase = String.valueOf(look.text("status", "phase"));
        PodSet set = new PodSet(look, List.of(look.object()), Set.of());
        Assessment at = Assessment.progressing(0, 1, phase).withRestarts(set.restarts());
        if (phase.equals("Succeeded")) {
            return Assessment.ready(1, "ended well");
        } else if (phase.equals("Failed")) {
            PodCheck.Failure failure = PodCheck.of(look.object(), look, -1);
            String message = look.text("status", "message");
            return at.certainly(
                    failure != null && failure.cause().exitCode() != null
                            ? failure.cause()
                            : look.cause(
                                    look.has("status", "reason") ? look.text("status", "reason") : "PodFailed",
                                    message == null ? "it has failed and is not started again" : message));
        }
        Assessment failing = set.failing(at);
        if (failing != null) {
            return failing;
        }
        return Fields.isTrue(look.object(), "Ready") ? set.reachable(Assessment.ready(1, "ready")) : set.explain(at);
    }
}
