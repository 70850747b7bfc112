package io.jenkins.plugins.storefront.delivery.rollout;

import java.time.Duration;
import java.util.List;

/**
 * How a rollout is waited for, beyond its deadlines.
 *
 * @param settle how long all must go on serving without a restart before it counts; may be zero
 * @param ready the caller's own rules, the first that fits counts
 * @param logs whether log lines of the new containers are shown while it is waited
 */
public record WaitRules(Duration settle, List<ReadyRule> ready, boolean logs) {
    public static final WaitRules USUAL = new WaitRules(Duration.ZERO, List.of(), false);

    public WaitRules {
        settle = settle == null ? Duration.ZERO : settle;
        ready = ready == null ? List.of() : List.copyOf(ready);
    }
}
