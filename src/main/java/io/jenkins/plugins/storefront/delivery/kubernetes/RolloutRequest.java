package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a rollout.
 *
 * @param id unique in the run
 * @param deployment that it belongs to, or null
 * @param cluster name of the cluster connection
 * @param namespace for objects that name none, or null for the cluster's own default
 * @param manifests as the team wrote them
 * @param images image as written to the reference that replaces it
 * @param timeout longest duration of the whole
 * @param noActivity longest time in which nothing moves
 * @param crashTolerance restarts of a container that are forgiven
 * @param force whether to take fields over that another manager owns
 * @param options how it is planned and applied
 * @param rules how it is waited for
 */
public record RolloutRequest(
        String id,
        String deployment,
        String cluster,
        String namespace,
        List<Manifest> manifests,
        Map<String, String> images,
        Duration timeout,
        Duration noActivity,
        int crashTolerance,
        boolean force,
        RolloutOptions options,
        WaitRules rules) {
    public RolloutRequest {
        manifests = List.copyOf(manifests);
        images = Map.copyOf(images);
        rules = rules == null ? WaitRules.USUAL : rules;
    }
}
