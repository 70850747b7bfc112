package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;

/** What is different for a {@link RolloutSession} that is a part of something larger. */
interface Part {
    /** A session of its own. */
    Part WHOLE = new Part() {};

    /** What is applied in the place of a planned object, for the time being. */
    default Manifest asApplied(Manifest planned) {
        return planned;
    }

    /** Whether an object is neither deleted nor changed in part for now, although the plan says so. */
    default boolean leaves(WorkloadRef object) {
        return false;
    }

    /** Whether the end of the session is the rollout's, told as such, and the end of its turn. */
    default boolean isTheEnd() {
        return true;
    }

    /** Takes a rollout over once it is planned; {@code false} lets the session go on. */
    default boolean takesOver(Handover planned) {
        return false;
    }
}
