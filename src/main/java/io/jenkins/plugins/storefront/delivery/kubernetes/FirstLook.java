package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;

/** The first look after an apply: it waits until the cluster has told of what was applied. Used by one thread at a time. */
final class FirstLook {
    /** What the cluster has not told of after this is looked at as it is: somebody may have deleted it already. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private Instant until;

    /** Something was applied. */
    void isDue(Instant now) {
        until = now.plus(PATIENCE);
    }

    /** How long a look is put off at most; null where it need not be. */
    Duration waits(Eyes eyes, RolloutState state, Instant now) {
        if (until == null || !now.isBefore(until) || eyes.show(state)) {
            until = null;
            return null;
        }
        return Duration.between(now, until);
    }
}
