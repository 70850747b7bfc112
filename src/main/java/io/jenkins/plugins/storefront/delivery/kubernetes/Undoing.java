package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Grouping;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down what a plan replaces, and makes the plan that brings it back: all objects of the set, those that the plan makes or removes
 * too, and no more than the fields that are ours (docs/decisions/0005).
 */
final class Undoing {
    /** What the cluster adds to an object and nobody applies. */
    private static final List<String> SERVER_SET =
            List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

    private final DeliveryContext delivery;
    private final Cluster cluster;

    Undoing(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
    }

    /**
     * What the plan replaces, as {@code live} has it. Jobs have run and are neither run again nor deleted, and what holds more than was applied
     * ({@link Inventory#isKept}) stays although the plan makes it.
     */
    RolloutPlan replaced(RolloutPlan plan, Live live) throws DeliveryException {
        live.expect(plan.manifests());
        List<WorkloadRef> refs = new ArrayList<>();
        plan.manifests().stream()
                .filter(one -> !one.kind().equals("Job") && !one.kind().equals("Namespace"))
                .forEach(one -> refs.add(one.ref()));
        refs.addAll(plan.prune());
        RolloutPlan.Target target = plan.target();
        if (target != null && target.set() != null) {
            refs.add(Inventory.ref(target.namespace(), target.set()));
        }
        live.fetch(refs);
        List<Map<String, Object>> back = new ArrayList<>();
        List<WorkloadRef> created = new ArrayList<>();
        for (WorkloadRef ref : refs) {
            Map<String, Object> before = live.get(ref);
            if (before == null) {
                if (!Inventory.isKept(ref)) {
                    created.add(0, ref);
                }
            } else {
                back.add(before);
            }
        }
        List<RolloutPlan.Replacement> parts = new ArrayList<>();
        for (RolloutPlan.Replacement part : plan.replace()) {
            Map<String, Object> before = live.get(part.object());
            if (before != null) {
                parts.add(new RolloutPlan.Replacement(
                        part.object(),
                        part.path(),
                        Fields.at(before, part.path().toArray(String[]::new))));
            }
        }
        return new RolloutPlan(
                back, created, true, parts, Grouping.reversed(plan.groups()), List.of(), target, Map.of());
    }

    /**
     * The plan that undoes a rollout; null if it never got as far as changing anything.
     *
     * @param override whether to undo what says that it cannot be undone
     * @throws DeliveryException where it cannot be undone, or this run may not override that
     */
    RolloutPlan plan(String undone, boolean override) throws DeliveryException {
        RolloutPlan replaced = RolloutPlan.kept(delivery, RolloutPlan.undoOf(undone));
        if (replaced == null) {
            return null;
        }
        if (replaced.target() != null && replaced.target().irreversible() != null) {
            refuse(delivery, "the rollout " + undone, replaced.target().irreversible(), override);
        }
        List<Map<String, Object>> back = new ArrayList<>();
        for (Map<String, Object> before : replaced.apply()) {
            back.add(asBefore(before));
        }
        return new RolloutPlan(
                back,
                replaced.delete(),
                replaced.force(),
                replaced.replace(),
                withRest(replaced.groups(), back),
                List.of(),
                replaced.target(),
                Map.of());
    }

    static void refuse(DeliveryContext delivery, String what, String why, boolean override) throws DeliveryException {
        if (!override) {
            throw new DeliveryException(
                    what + " cannot be undone: " + why
                            + "; what it left must be mended forward, or undone with override: true by who holds Storefront/Override");
        }
        delivery.checkMayOverride();
    }

    /** Groups that name every object that comes back: what was pruned is in none of the plan's. */
    private static List<Group> withRest(List<Group> groups, List<Map<String, Object>> back) {
        List<WorkloadRef> refs =
                back.stream().map(one -> new Manifest(one).ref()).toList();
        if (groups.isEmpty()) {
            return groups;
        }
        List<Group> all = new ArrayList<>();
        List<WorkloadRef> rest = new ArrayList<>(refs);
        for (var group : groups) {
            List<WorkloadRef> there =
                    group.objects().stream().filter(refs::contains).toList();
            rest.removeAll(there);
            all.add(new Group(group.name(), group.after(), there, false));
        }
        all.add(new Group("(back)", List.of(), rest, false));
        return all;
    }

    /**
     * What to apply so that an object is as it was: the fields that we owned before, and those that we own now. All others have gone
     * their own way meanwhile, an autoscaler's replicas for one, and are not ours to turn back.
     */
    private Map<String, Object> asBefore(Map<String, Object> before) throws DeliveryException {
        Map<String, Object> now = new Live(cluster).get(new Manifest(before).ref());
        Map<String, Object> owned = OwnedFields.of(before, Fabric8Cluster.FIELD_MANAGER);
        if (now == null && owned.isEmpty()) {
            return whole(before);
        }
        Map<String, Object> owns = now == null ? Map.of() : OwnedFields.of(now, Fabric8Cluster.FIELD_MANAGER);
        return OwnedFields.project(before, List.of(owned, owns));
    }

    /** An object that somebody deleted meanwhile and that was never ours, as it can be made again. */
    private static Map<String, Object> whole(Map<String, Object> before) {
        Map<String, Object> metadata = new LinkedHashMap<>(Fields.map(before, "metadata"));
        SERVER_SET.forEach(metadata::remove);
        Map<String, Object> copy = new LinkedHashMap<>(before);
        copy.put("metadata", metadata);
        copy.remove("status");
        return copy;
    }
}
