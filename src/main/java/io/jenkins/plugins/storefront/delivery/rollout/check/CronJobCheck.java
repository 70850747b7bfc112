package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;

/** It was accepted: whether its Jobs end well is known only when they have run. */
final class CronJobCheck implements Check {
    @Override
    public Assessment assess(Look look) {
        boolean suspended = Boolean.TRUE.equals(Fields.at(look.object(), "spec", "suspend"));
        return Assessment.ready(1, suspended ? "suspended" : "runs at " + look.text("spec", "schedule"));
    }
}
