package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.check.Assessment.Patience;
import java.util.List;

/** Each Gateway that it names has accepted this generation of it and found its backends (gateway-api.sigs.k8s.io, "RouteStatus"). */
final class RouteCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        int wanted =
                Math.max(1, Fields.list(look.object(), "spec", "parentRefs").size());
        List<Object> parents = Fields.list(look.object(), "status", "parents");
        int accepted = 0;
        for (Object parent : parents) {
            int conditions = 0;
            for (Object condition : Fields.list(parent, "conditions")) {
                String type = Fields.text(condition, "type");
                boolean counts = "Accepted".equals(type) || "ResolvedRefs".equals(type);
                if (!counts || Fields.number(condition, "observedGeneration") < look.number("metadata", "generation")) {
                    continue;
                }
                if ("False".equals(Fields.text(condition, "status"))) {
                    return Assessment.progressing(accepted, wanted, "not accepted")
                            .maybe(
                                    look.cause(
                                            Fields.text(condition, "reason"),
                                            "Gateway " + Fields.text(parent, "parentRef", "name") + ": "
                                                    + Fields.text(condition, "message")),
                                    Patience.GRACE);
                }
                conditions++;
            }
            accepted += conditions >= 2 ? 1 : 0;
        }
        return accepted >= wanted
                ? Assessment.ready(accepted, "accepted by its gateways")
                : Assessment.progressing(accepted, wanted, accepted + " of " + wanted + " gateways accepted it")
                        .heldUpBy(look.cause(
                                "NotAccepted", "no controller accepted it; look at the Gateways that it names"));
    }
}
