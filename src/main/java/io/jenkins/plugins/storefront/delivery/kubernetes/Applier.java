package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Writes a plan to the cluster. All of it may be done again after a crash. */
final class Applier {
    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final BooleanSupplier stopped;

    Applier(DeliveryContext delivery, Cluster cluster, BooleanSupplier stopped) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.stopped = stopped;
    }

    /** The state with what must serve now; the same state where it was stopped on the way. */
    RolloutState apply(RolloutState state) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(state.id()));
        if (plan == null) {
            throw new DeliveryException("the plan of this rollout is gone; run the stage anew");
        }
        if (state.undoOf() == null && RolloutPlan.kept(delivery, RolloutPlan.undoOf(state.id())) == null) {
            new Planner(delivery, cluster).replaced(plan).keep(delivery, RolloutPlan.undoOf(state.id()));
        }
        List<RolloutState.Target> targets = new ArrayList<>();
        for (Manifest manifest : plan.manifests()) {
            if (stopped.getAsBoolean()) {
                return state;
            }
            targets.add(apply(manifest, plan.force(), state));
        }
        for (WorkloadRef created : plan.delete()) {
            cluster.delete(created);
            tell(created, "deleted", state);
        }
        return state.applied(targets, now());
    }

    private RolloutState.Target apply(Manifest manifest, boolean force, RolloutState state) throws DeliveryException {
        Map<String, Object> before = cluster.get(manifest.ref());
        Map<String, Object> after;
        try {
            after = cluster.apply(manifest, force);
        } catch (DeliveryException e) {
            // A Job cannot be changed; one that has ended makes room for the next of its name
            if (!manifest.kind().equals("Job")
                    || before == null
                    || !e.getMessage().contains("immutable")) {
                throw e;
            }
            cluster.delete(manifest.ref());
            after = cluster.apply(manifest, force);
        }
        String change =
                before == null ? "created" : version(before).equals(version(after)) ? "unchanged" : "configured";
        tell(manifest.ref(), change, state);
        List<String> images = Fields.list(after, "spec", "template", "spec", "containers").stream()
                .map(container -> String.valueOf(Fields.text(container, "image")))
                .toList();
        return new RolloutState.Target(
                manifest.ref(),
                Fields.text(after, "metadata", "uid"),
                Fields.number(after, "metadata", "generation"),
                images,
                false,
                "",
                null);
    }

    private static String version(Map<String, Object> object) {
        return String.valueOf(Fields.text(object, "metadata", "resourceVersion"));
    }

    private void tell(WorkloadRef object, String change, RolloutState state) {
        delivery.events().publish(new ObjectApplied(now(), state.id(), object, change));
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
