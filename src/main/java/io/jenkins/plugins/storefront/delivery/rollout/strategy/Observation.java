package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import java.util.List;

/**
 * What is seen at one moment.
 *
 * @param second how the second set is
 * @param own how the objects under their own names are: of the rollout or the undo under way; while all is taken down, whether it is
 * @param causes why what failed did
 * @param commands all that was said about the rollout so far, in order
 */
public record Observation(Standing second, Standing own, List<FailureCause> causes, List<Command> commands) {
    /** How a set of objects is. */
    public enum Standing {
        /** Nobody looks at it. */
        UNSEEN,
        MOVING,
        SERVES,
        FAILED
    }

    public Observation {
        causes = List.copyOf(causes);
        commands = List.copyOf(commands);
    }
}
