package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is left to do when everything serves: removing what the release no longer has, and noting what serves now. Repeatable. */
final class Completion {
    private final DeliveryContext delivery;
    private final Cluster cluster;

    Completion(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
    }

    void finish(RolloutState state) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(state.id()));
        if (plan == null || plan.target() == null || plan.target().set() == null) {
            return;
        }
        String set = plan.target().set();
        String namespace = plan.target().namespace();
        History history = new History(cluster, namespace, set);
        if (state.undoOf() != null) {
            history.forget(state.undoOf(), delivery.run().displayName());
            return;
        }
        if (plan.apply().isEmpty()) {
            return; // parts were set; the release is the same
        }
        prune(plan, state);
        Set<WorkloadRef> noted = new LinkedHashSet<>(Inventory.noted(plan.manifests()));
        noted.addAll(Inventory.leftBehind(
                Inventory.read(cluster, namespace, set), plan.manifests(), set, new Live(cluster)));
        Inventory.write(cluster, namespace, set, noted);
        remember(plan, state, history);
    }

    private void prune(RolloutPlan plan, RolloutState state) throws DeliveryException {
        for (WorkloadRef ref : plan.prune()) {
            Map<String, Object> object = new Live(cluster).get(ref);
            // Looked at again, for somebody may have made it theirs meanwhile
            if (object != null && Inventory.isOurs(object, plan.target().set())) {
                cluster.delete(ref);
                delivery.events().publish(new ObjectApplied(now(), state.id(), ref, "pruned"));
            }
        }
    }

    /** A release that is too large to be kept served all the same; one cannot go back to it from another run then. */
    private void remember(RolloutPlan plan, RolloutState state, History history) throws DeliveryException {
        History.Revision served = new History.Revision(
                0,
                state.id(),
                delivery.run().displayName(),
                now().toString(),
                plan.manifests().stream()
                        .filter(one -> Hooks.when(one) == null)
                        .map(Manifest::object)
                        .toList(),
                plan.groups(),
                plan.target().images(),
                plan.target().irreversible());
        if (plan.target().service() != null) {
            List<History.Revision> kept = history.all();
            if (kept.isEmpty()) {
                return; // somebody deleted them meanwhile, and a part is no release of the set
            }
            served = kept.get(0).with(served);
        }
        try {
            history.add(served);
        } catch (DeliveryException e) {
            delivery.events()
                    .publish(new Remark(
                            now(),
                            true,
                            "set " + plan.target().set(),
                            "this release is not kept for clusterUndo: " + e.getMessage()));
        }
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
