package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ObjectApplied;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Writes a plan to the cluster, the groups whose turn it is: objects of one kind side by side, kinds one after another. All of it may be
 * done again after a crash.
 */
final class Applier {
    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final BooleanSupplier stopped;
    private final Part part;

    Applier(DeliveryContext delivery, Cluster cluster, BooleanSupplier stopped, Part part) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.stopped = stopped;
        this.part = part;
    }

    /** The state with what must serve now; the state so far where it was stopped on the way. */
    RolloutState apply(RolloutState state) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.planOf(state.id()));
        if (plan == null) {
            throw new DeliveryException("the plan of this rollout is gone; run the stage anew");
        }
        Map<WorkloadRef, String> before = before(plan, state);
        note(plan, state);
        RolloutState next = state;
        for (Group group : groups(plan, state)) {
            List<RolloutState.Target> targets = apply(group, plan, before, state);
            if (stopped.getAsBoolean()) {
                return next;
            }
            next = next.groups().isEmpty() ? next.applied(targets, now()) : next.applied(group.name(), targets, now());
        }
        if (next.complete()) {
            for (WorkloadRef created : plan.delete()) {
                if (!part.leaves(created) && isOurs(created)) {
                    cluster.delete(created);
                    tell(created, "deleted", state);
                }
            }
        }
        return next;
    }

    /** Somebody else may have made what we never got to make. */
    private boolean isOurs(WorkloadRef created) throws DeliveryException {
        Map<String, Object> there = new Live(cluster).get(created);
        return there != null
                && !OwnedFields.of(there, Fabric8Cluster.FIELD_MANAGER).isEmpty();
    }

    private static List<Group> groups(RolloutPlan plan, RolloutState state) {
        return state.groups().isEmpty()
                ? List.of(new Group(
                        "all",
                        List.of(),
                        plan.manifests().stream().map(Manifest::ref).toList(),
                        false))
                : state.startable();
    }

    /** Versions of what the plan replaces, by object; written down before the first change, and read back ever after. */
    private Map<WorkloadRef, String> before(RolloutPlan plan, RolloutState state) throws DeliveryException {
        Map<WorkloadRef, String> versions = new HashMap<>();
        if (state.undoOf() != null) {
            Live live = new Live(cluster);
            live.expect(plan.manifests());
            for (Map<String, Object> back : plan.apply()) {
                WorkloadRef ref = new Manifest(back).ref();
                Map<String, Object> there = live.get(ref);
                if (there != null) {
                    versions.put(ref, version(there));
                }
            }
            return versions;
        }
        RolloutPlan replaced = RolloutPlan.kept(delivery, RolloutPlan.undoOf(state.id()));
        if (replaced == null) {
            replaced = new Undoing(delivery, cluster).replaced(plan, new Live(cluster));
            replaced.keep(delivery, RolloutPlan.undoOf(state.id()));
        }
        replaced.apply().forEach(one -> versions.put(new Manifest(one).ref(), version(one)));
        Live live = new Live(cluster);
        for (Manifest one : plan.manifests()) {
            // No undo takes a namespace away, so it is not noted with the rest; one that the plan makes may be there
            // already, for the turn
            if (one.kind().equals("Namespace") && !Draft.creates(plan, one.ref())) {
                Map<String, Object> there = live.get(one.ref());
                if (there != null) {
                    versions.put(one.ref(), version(there));
                }
            }
        }
        return versions;
    }

    /** What this release may make is the set's from now on, so that a release after a crash knows of it. */
    private void note(RolloutPlan plan, RolloutState state) throws DeliveryException {
        RolloutPlan.Target target = plan.target();
        if (state.undoOf() != null
                || target == null
                || target.set() == null
                || plan.apply().isEmpty()) {
            return;
        }
        if (cluster.get(new WorkloadRef("v1", "Namespace", null, target.namespace())) == null) {
            return; // it comes with the set: noted when the rollout has ended
        }
        Set<WorkloadRef> noted = new LinkedHashSet<>(Inventory.read(cluster, target.namespace(), target.set()));
        if (noted.addAll(Inventory.noted(plan.manifests()))) {
            Inventory.write(cluster, target.namespace(), target.set(), noted);
        }
    }

    private List<RolloutState.Target> apply(
            Group group, RolloutPlan plan, Map<WorkloadRef, String> before, RolloutState state)
            throws DeliveryException {
        Set<WorkloadRef> members = new HashSet<>(group.objects());
        List<Manifest> manifests = plan.manifests().stream()
                .filter(one -> members.contains(one.ref()))
                .toList();
        List<RolloutState.Target> targets = new ArrayList<>();
        for (int from = 0; from < manifests.size() && !stopped.getAsBoolean(); ) {
            int rank = Manifests.rank(manifests.get(from).kind());
            int to = from;
            while (to < manifests.size() && Manifests.rank(manifests.get(to).kind()) == rank) {
                to++;
            }
            targets.addAll(Parallel.map(
                    manifests.subList(from, to),
                    one -> apply(part.asApplied(one), plan.force(), before.get(one.ref()), state)));
            from = to;
        }
        Map<WorkloadRef, List<RolloutPlan.Replacement>> parts = new HashMap<>();
        plan.replace().stream().filter(one -> !part.leaves(one.object())).forEach(one -> parts.computeIfAbsent(
                        one.object(), ref -> new ArrayList<>())
                .add(one));
        for (Map.Entry<WorkloadRef, List<RolloutPlan.Replacement>> one : parts.entrySet()) {
            Map<String, Object> after = new Parts(cluster).set(one.getKey(), one.getValue());
            tell(one.getKey(), "configured", state);
            targets.add(target(one.getKey(), after));
        }
        return targets;
    }

    private RolloutState.Target apply(Manifest manifest, boolean force, String before, RolloutState state)
            throws DeliveryException {
        Map<String, Object> after;
        if (manifest.kind().equals("Job")) {
            after = new Jobs(delivery, cluster).run(manifest, force, state.id());
        } else {
            after = cluster.apply(manifest, force);
        }
        String change = before == null ? "created" : before.equals(version(after)) ? "unchanged" : "configured";
        tell(manifest.ref(), change, state);
        return target(manifest.ref(), after);
    }

    static RolloutState.Target target(WorkloadRef ref, Map<String, Object> after) {
        List<String> images = Fields.list(after, "spec", "template", "spec", "containers").stream()
                .map(container -> String.valueOf(Fields.text(container, "image")))
                .toList();
        return RolloutState.Target.applied(
                ref,
                Fields.text(after, "metadata", "uid"),
                Fields.number(after, "metadata", "generation"),
                images,
                AppliedTemplates.mark(after));
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
