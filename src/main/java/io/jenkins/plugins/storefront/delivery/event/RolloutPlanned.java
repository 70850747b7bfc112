package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A rollout is about to change a cluster; its plan is on record.
 *
 * @param at when
 * @param rollout unique in the run
 * @param deployment that it belongs to, or null
 * @param cluster name of the cluster
 * @param namespace default namespace
 * @param objects in the order of application
 * @param images repository to pinned reference
 */
public record RolloutPlanned(
        Instant at,
        String rollout,
        String deployment,
        String cluster,
        String namespace,
        List<WorkloadRef> objects,
        Map<String, String> images)
        implements DeliveryEvent {
    public RolloutPlanned {
        objects = List.copyOf(objects);
        images = Map.copyOf(images);
    }

    @Override
    public RolloutPlanned masked(UnaryOperator<String> mask) {
        return this;
    }
}
