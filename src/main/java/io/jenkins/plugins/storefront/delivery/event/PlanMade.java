package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * It was found out what a rollout would change; nothing was changed.
 *
 * @param at when
 * @param plan unique in the run; a rollout may carry it out
 * @param cluster name of the cluster
 * @param namespace default namespace
 * @param set name of the set, or null
 * @param changes what goes first, then in the order of application; objects that stay as they are too
 */
public record PlanMade(
        Instant at, String plan, String cluster, String namespace, String set, List<ObjectChange> changes)
        implements DeliveryEvent {
    public PlanMade {
        changes = List.copyOf(changes);
    }

    @Override
    public PlanMade masked(UnaryOperator<String> mask) {
        return new PlanMade(
                at,
                plan,
                cluster,
                namespace,
                set,
                changes.stream().map(one -> one.masked(mask)).toList());
    }
}
