package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;

/** It has an address. Not every ingress controller reports one, so it is not waited for longer than the grace. */
final class IngressCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        boolean address =
                !Fields.list(look.object(), "status", "loadBalancer", "ingress").isEmpty();
        return address
                ? Assessment.ready(1, "has an address")
                : Assessment.progressing(0, 1, "no controller reported an address")
                        .orReadyAfterGrace();
    }
}
