package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;

/** It has a ready endpoint where it selects pods, and an address where it asks for a load balancer. */
final class ServiceCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        String type = String.valueOf(look.text("spec", "type"));
        boolean selects = !Fields.map(look.object(), "spec", "selector").isEmpty();
        if (type.equals("LoadBalancer")
                && Fields.list(look.object(), "status", "loadBalancer", "ingress")
                        .isEmpty()) {
            return Assessment.progressing(0, 1, "has no load balancer address yet")
                    .heldUpBy(
                            look.cause(
                                    "NoLoadBalancer",
                                    "no load balancer gave it an address; where this cluster has none, say ready: [Service: 'accepted']"));
        } else if (type.equals("ExternalName") || !selects) {
            return Assessment.ready(1, "accepted");
        }
        for (Seen.Reach reach : look.seen().services()) {
            if (reach.name().equals(look.target().ref().name())) {
                return endpoints(look, reach);
            }
        }
        // Endpoints cannot be seen with this login
        return Assessment.ready(1, "accepted");
    }

    private static Assessment endpoints(Look look, Seen.Reach reach) {
        long selected = look.seen().pods().stream()
                .filter(pod -> PodSet.stays(pod) && reach.selects(pod))
                .count();
        int ready = reach.readyPods().size();
        if (ready > 0) {
            return Assessment.ready(ready, ready == 1 ? "1 endpoint" : ready + " endpoints");
        }
        String nothing = "its selector matches no pod of the namespace; correct it, or the labels of the pods";
        return selected == 0
                ? Assessment.progressing(0, 1, "selects no pod")
                        .heldUpBy(look.cause("SelectsNothing", nothing))
                        .orReadyAfterGrace()
                : Assessment.progressing(0, 1, "none of " + selected + " pods is ready")
                        .heldUpBy(look.cause(
                                "NoEndpoints", "none of the " + selected + " pods that it selects is ready"));
    }
}
