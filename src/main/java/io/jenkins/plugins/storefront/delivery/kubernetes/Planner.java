package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.ImagePinner;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.SecretData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes plans: for a rollout of manifests, and for an undo of one. Nothing in the cluster is changed here. */
final class Planner {
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** What the cluster adds to an object and nobody applies. */
    private static final List<String> SERVER_SET =
            List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

    private final DeliveryContext delivery;
    private final Cluster cluster;

    Planner(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
    }

    /** Checks the whole set against the cluster, then writes the plan down. */
    RolloutState plan(RolloutRequest request) throws DeliveryException {
        if (request.manifests().isEmpty()) {
            throw new DeliveryException("there is nothing to roll out: the manifests hold no object");
        }
        String namespace = request.namespace() == null ? cluster.defaultNamespace() : request.namespace();
        ImagePinner pinner = new ImagePinner(delivery.release().current(), request.images());
        List<Manifest> pinned = new ArrayList<>();
        for (Manifest manifest : Manifests.plan(request.manifests(), namespace)) {
            pinned.add(pinner.pin(SecretData.moved(manifest)));
        }
        if (!pinner.unused().isEmpty()) {
            throw new DeliveryException("images: no manifest uses " + String.join(", ", pinner.unused())
                    + "; name an image as it is written in a manifest");
        }
        checkAll(pinned, request.force());
        RolloutPlan plan = new RolloutPlan(pinned.stream().map(Manifest::object).toList(), List.of(), request.force());
        plan.keep(delivery, RolloutPlan.planOf(request.id()));
        Instant now = delivery.clock().instant();
        for (String image : pinner.mutable()) {
            delivery.events()
                    .publish(new Remark(now, true, image, "has no digest; whoever moves the tag changes what runs"));
        }
        delivery.events()
                .publish(new RolloutPlanned(
                        now,
                        request.id(),
                        request.deployment(),
                        request.cluster(),
                        namespace,
                        refs(plan),
                        pinner.pinned()));
        return state(request, namespace, null, now);
    }

    /** A plan that brings back what the rollout {@code undone} replaced; null if it never got as far as changing anything. */
    RolloutState undo(RolloutRequest request, String undone) throws DeliveryException {
        RolloutPlan plan = RolloutPlan.kept(delivery, RolloutPlan.undoOf(undone));
        if (plan == null) {
            return null;
        }
        List<Map<String, Object>> back = new ArrayList<>();
        for (Map<String, Object> before : plan.apply()) {
            back.add(asBefore(before));
        }
        new RolloutPlan(back, plan.delete(), plan.force()).keep(delivery, RolloutPlan.planOf(request.id()));
        return state(
                request, cluster.defaultNamespace(), undone, delivery.clock().instant());
    }

    private static List<WorkloadRef> refs(RolloutPlan plan) {
        return plan.manifests().stream().map(Manifest::ref).toList();
    }

    private static RolloutState state(RolloutRequest request, String namespace, String undoOf, Instant now) {
        RolloutState.Limits limits = new RolloutState.Limits(
                now.plus(request.timeout()), request.noActivity(), GRACE, request.crashTolerance(), request.rules());
        return new RolloutState(
                request.id(),
                request.deployment(),
                request.cluster(),
                namespace,
                undoOf,
                RolloutState.Phase.PLANNED,
                List.of(),
                limits,
                now,
                now);
    }

    /** Objects whose namespace or definition comes with the set cannot be checked before those are there. */
    private void checkAll(List<Manifest> manifests, boolean force) throws DeliveryException {
        Set<String> namespaces = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Namespace")) {
                namespaces.add(manifest.name());
            } else if (manifest.kind().equals("CustomResourceDefinition")) {
                kinds.add(Fields.text(manifest.object(), "spec", "names", "kind"));
            }
        }
        for (Manifest manifest : manifests) {
            boolean comes = namespaces.contains(manifest.namespace()) && cluster.get(namespace(manifest)) == null;
            if (!comes && !kinds.contains(manifest.kind()) && !manifest.kind().equals("Job")) {
                cluster.dryRun(manifest, force);
            }
        }
    }

    private static WorkloadRef namespace(Manifest manifest) {
        return new WorkloadRef("v1", "Namespace", null, manifest.namespace());
    }

    /** What the plan replaces, as it is now, for {@link #undo}. Jobs have run and are neither run again nor deleted. */
    RolloutPlan replaced(RolloutPlan plan) throws DeliveryException {
        List<Map<String, Object>> back = new ArrayList<>();
        List<WorkloadRef> created = new ArrayList<>();
        for (Manifest manifest : plan.manifests()) {
            if (manifest.kind().equals("Job") || manifest.kind().equals("Namespace")) {
                continue;
            }
            Map<String, Object> before = before(manifest);
            if (before == null) {
                created.add(0, manifest.ref());
            } else {
                back.add(before);
            }
        }
        return new RolloutPlan(back, created, true);
    }

    /** A kind that the cluster does not know yet has no object. */
    private Map<String, Object> before(Manifest manifest) throws DeliveryException {
        try {
            return cluster.get(manifest.ref());
        } catch (UnknownKindException comesWithThePlan) {
            return null;
        }
    }

    /**
     * What to apply so that an object is as it was: the fields that we owned before, and those that we own now. All others have gone
     * their own way meanwhile, an autoscaler's replicas for one, and are not ours to turn back.
     */
    private Map<String, Object> asBefore(Map<String, Object> before) throws DeliveryException {
        Map<String, Object> now = before(new Manifest(before));
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
