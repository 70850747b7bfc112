package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** What a rollout cannot see: its cluster for a while, or some kinds at all. Used by one thread at a time. */
final class Gaps {
    /** After a look that failed although retried: the cluster is away for a while. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** Nothing that was seen or missed in so short a time decides anything. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final DeliveryContext delivery;
    private final Eyes eyes;
    private Instant since;
    private boolean toldUnseen;

    Gaps(DeliveryContext delivery, Eyes eyes) {
        this.delivery = delivery;
        this.eyes = eyes;
    }

    /**
     * The cluster does not answer.
     *
     * @return how long until the next look; null where none is waited for any longer
     */
    Duration begins(RolloutState state) {
        Instant now = delivery.clock().instant();
        since = since == null ? now : since;
        Instant deadline = state.limits().deadline();
        if (eyes.isLate(deadline, now)) {
            return null;
        }
        Duration left = Duration.between(now, deadline);
        return now.isBefore(deadline) && left.compareTo(PAUSE) < 0 ? left : PAUSE;
    }

    /** The cluster answers. What was seen before a gap may no longer be so: the state as it counts now. */
    RolloutState ends(RolloutState state) {
        Instant now = delivery.clock().instant();
        boolean counts = since != null && now.isAfter(since.plus(SHORT));
        if (counts) {
            eyes.everything();
        }
        since = null;
        tellUnseen(state, now);
        return counts ? state.afterGap(now) : state;
    }

    /** Once. */
    private void tellUnseen(RolloutState state, Instant now) {
        if (toldUnseen || eyes.unseen().isEmpty()) {
            return;
        }
        toldUnseen = true;
        String kinds = eyes.unseen().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        delivery.events()
                .publish(new Remark(
                        now,
                        true,
                        "cluster " + state.cluster(),
                        "this account may not look at " + kinds + "; verdicts are made without them"));
    }
}
