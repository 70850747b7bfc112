package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutOptions;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a deployment that failed has to undo, and how each is undone. */
final class StageUndo {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration NO_ACTIVITY = Duration.ofMinutes(4);

    private StageUndo() {}

    /** Ids of the rollouts of {@code deployment} that are still to be undone, the last one first. */
    static ArrayList<String> rollouts(Release release, String deployment) {
        ArrayList<String> ids = new ArrayList<>();
        for (Release.Rollout rollout : release.rolloutsOf(deployment)) {
            if (!Boolean.TRUE.equals(rollout.undone())) { // a strategy may have gone back by itself
                ids.add(rollout.id());
            }
        }
        Collections.reverse(ids);
        return ids;
    }

    static RolloutRequest request(Release.Rollout undone, String deployment) {
        return new RolloutRequest(
                "undo-of-" + undone.id(),
                deployment,
                undone.cluster(),
                undone.namespace(),
                List.of(),
                Map.of(),
                TIMEOUT,
                NO_ACTIVITY,
                ClusterRolloutStep.DescriptorImpl.DEFAULT_CRASH_TOLERANCE,
                true,
                RolloutOptions.NONE,
                WaitRules.USUAL);
    }
}
