package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.PlanMade;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Grouping;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.plan.Overrides;
import io.jenkins.plugins.storefront.delivery.plan.Problem;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.ImagePinner;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.SecretData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes plans: of manifests, of a plan that was made before, and of parts to be set. Nothing in the cluster is changed here. */
final class Planner {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final Live live;

    Planner(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.live = new Live(cluster);
    }

    /** What was seen of the cluster so far, for what is made of the plan at once. */
    Live seen() {
        return live;
    }

    /** Checks the whole set against the cluster, then writes the plan down. */
    RolloutState plan(RolloutRequest request) throws DeliveryException {
        return carryOut(request, request.options().plan() == null ? made(request) : handedOver(request));
    }

    /** The plan of a task. */
    RolloutState plan(RolloutRequest request, RolloutTask task) throws DeliveryException {
        if (task instanceof RolloutTask.Scale scale) {
            return scale(request, scale.workload(), scale.replicas());
        } else if (task instanceof RolloutTask.Restart restart) {
            return restart(request, restart.workloads());
        } else if (task instanceof RolloutTask.Back back) {
            return back(request, back.release(), back.service());
        }
        RolloutTask.Template template = (RolloutTask.Template) task;
        return templateBefore(request, template.workload(), template.revision());
    }

    /** A plan that takes a set, or a service of it, back to a release that served. */
    private RolloutState back(RolloutRequest request, String release, String service) throws DeliveryException {
        Draft draft = new SetUndo(delivery, cluster, live).draft(request, namespace(request), release, service);
        refuse(draft);
        return carryOut(request, draft.plan());
    }

    private String namespace(RolloutRequest request) {
        return request.namespace() == null ? cluster.defaultNamespace() : request.namespace();
    }

    /** Parts that replicas of workloads are. */
    private RolloutState scale(RolloutRequest request, String workload, int replicas) throws DeliveryException {
        return replace(request, List.of(new Companions(cluster, namespace(request)).scaled(workload, replicas)));
    }

    /** Parts that start pods anew. */
    private RolloutState restart(RolloutRequest request, List<String> workloads) throws DeliveryException {
        return replace(
                request,
                new Companions(cluster, namespace(request))
                        .restarted(workloads, request.options().set(), now()));
    }

    /** The Pod template that a workload had, from what the cluster keeps. */
    private RolloutState templateBefore(RolloutRequest request, String workload, Integer revision)
            throws DeliveryException {
        return replace(request, List.of(new Companions(cluster, namespace(request)).before(workload, revision)));
    }

    private RolloutState carryOut(RolloutRequest request, RolloutPlan plan) throws DeliveryException {
        plan.keep(delivery, RolloutPlan.planOf(request.id()));
        Instant now = now();
        RolloutPlan.Target target = plan.target();
        if (target.irreversible() != null) {
            delivery.events()
                    .publish(new Remark(now, true, "this release", "cannot be undone: " + target.irreversible()));
        }
        delivery.events()
                .publish(new RolloutPlanned(
                        now,
                        request.id(),
                        request.deployment(),
                        request.cluster(),
                        target.namespace(),
                        refs(plan),
                        target.images()));
        return state(request, target.namespace(), null, plan.groups());
    }

    /** Finds out what would change, tells it, and writes the plan down for a rollout to come. */
    Draft diff(RolloutRequest request) throws DeliveryException {
        Draft draft = draft(request);
        draft.plan().keep(delivery, RolloutPlan.planOf(request.id()));
        delivery.events()
                .publish(new PlanMade(
                        now(),
                        request.id(),
                        request.cluster(),
                        draft.plan().target().namespace(),
                        draft.plan().target().set(),
                        draft.changes()));
        draft.problems().forEach(this::remark);
        return draft;
    }

    private RolloutPlan made(RolloutRequest request) throws DeliveryException {
        Draft draft = draft(request);
        refuse(draft);
        return draft.plan();
    }

    private void refuse(Draft draft) throws DeliveryException {
        draft.problems().stream().filter(one -> !one.error()).forEach(one -> delivery.events()
                .publish(new Remark(now(), true, one.subject(), one.text())));
        List<Problem> errors = draft.problems().stream().filter(Problem::error).toList();
        if (errors.size() == 1) {
            throw new DeliveryException(errors.get(0).toString());
        } else if (!errors.isEmpty()) {
            errors.forEach(this::remark);
            throw new DeliveryException("nothing was changed, for there are " + errors.size()
                    + " problems (all in the log): " + errors.get(0) + "; and " + errors.get(1)
                    + (errors.size() > 2 ? "; …" : ""));
        }
    }

    private void remark(Problem problem) {
        delivery.events().publish(new Remark(now(), true, problem.subject(), problem.text()));
    }

    /** A plan that was shown is carried out as it was shown, or not at all. */
    private RolloutPlan handedOver(RolloutRequest request) throws DeliveryException {
        String id = request.options().plan();
        RolloutPlan shown = RolloutPlan.kept(delivery, RolloutPlan.planOf(id));
        if (shown == null || shown.target() == null) {
            throw new DeliveryException("this run made no plan '" + id + "'; give what clusterDiff returned as plan");
        } else if (!shown.target().cluster().equals(request.cluster())) {
            throw new DeliveryException("the plan " + id + " is for the cluster "
                    + shown.target().cluster() + ", not for " + request.cluster());
        }
        Draft now = new Drafting(cluster, live).draft(shown, request.options().prune());
        refuse(now);
        List<String> moved = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(shown.found());
        all.putAll(now.plan().found());
        all.keySet().stream()
                .filter(object -> !String.valueOf(shown.found().get(object))
                        .equals(now.plan().found().get(object)))
                .forEach(moved::add);
        if (!moved.isEmpty()) {
            throw new DeliveryException("the cluster has moved since the plan " + id + " was made: "
                    + String.join(", ", moved) + "; make a new plan with clusterDiff and look at it");
        }
        return now.plan();
    }

    Draft draft(RolloutRequest request) throws DeliveryException {
        if (request.manifests().isEmpty()) {
            throw new DeliveryException("there is nothing to roll out: the manifests hold no object");
        }
        RolloutOptions options = request.options();
        String namespace = namespace(request);
        List<Manifest> set = new ArrayList<>();
        for (Manifest manifest : Manifests.plan(Hooks.mark(request.manifests(), options.hooks()), namespace)) {
            set.add(SecretData.moved(manifest));
        }
        set = Overrides.apply(set, options.replicas(), options.labels());
        ImagePinner pinner = new ImagePinner(delivery.release().current(), request.images());
        set = pinned(set, pinner, options.requireDigest());
        if (options.versionedConfigs()) {
            set = VersionedConfigs.apply(set);
        }
        if (options.set() != null) {
            set = set.stream()
                    .map(one -> Overrides.labelled(one, Marks.SET, options.set()))
                    .toList();
        }
        RolloutPlan plan = new RolloutPlan(
                set.stream().map(Manifest::object).toList(),
                List.of(),
                request.force(),
                List.of(),
                Grouping.of(set, options.services(), options.dependsOn()),
                List.of(),
                new RolloutPlan.Target(
                        request.cluster(),
                        namespace,
                        options.set(),
                        null,
                        pinner.pinned(),
                        Drafting.irreversible(set, options.irreversible())),
                Map.of());
        return new Drafting(cluster, live).draft(plan, options.prune());
    }

    private List<Manifest> pinned(List<Manifest> set, ImagePinner pinner, boolean required) throws DeliveryException {
        List<Manifest> pinned = new ArrayList<>();
        for (Manifest manifest : set) {
            pinned.add(pinner.pin(manifest));
        }
        if (!pinner.unused().isEmpty()) {
            throw new DeliveryException("images: no manifest uses " + String.join(", ", pinner.unused())
                    + "; name an image as it is written in a manifest");
        }
        Digests digests = new Digests(delivery, required);
        pinner.learn(digests.of(pinner.mutable()));
        if (required && !digests.problems().isEmpty()) {
            Map.Entry<String, String> first =
                    digests.problems().entrySet().iterator().next();
            throw new DeliveryException("requireDigest: " + first.getKey() + " " + first.getValue()
                    + (digests.problems().size() > 1
                            ? "; and " + (digests.problems().size() - 1) + " more"
                            : ""));
        }
        digests.remark();
        List<Manifest> resolved = new ArrayList<>();
        for (Manifest manifest : pinned) {
            resolved.add(pinner.pin(manifest));
        }
        return resolved;
    }

    /** A plan that sets parts of objects. */
    private RolloutState replace(RolloutRequest request, List<RolloutPlan.Replacement> parts) throws DeliveryException {
        String namespace = namespace(request);
        new RolloutPlan(
                        List.of(),
                        List.of(),
                        true,
                        parts,
                        List.of(),
                        List.of(),
                        new RolloutPlan.Target(
                                request.cluster(), namespace, request.options().set(), null, Map.of(), null),
                        Map.of())
                .keep(delivery, RolloutPlan.planOf(request.id()));
        delivery.events()
                .publish(new RolloutPlanned(
                        now(),
                        request.id(),
                        request.deployment(),
                        request.cluster(),
                        namespace,
                        parts.stream()
                                .map(RolloutPlan.Replacement::object)
                                .distinct()
                                .toList(),
                        Map.of()));
        return state(request, namespace, null, List.of());
    }

    /** A plan that brings back what the rollout {@code undone} replaced; null if it never got as far as changing anything. */
    RolloutState undo(RolloutRequest request, String undone) throws DeliveryException {
        RolloutPlan plan =
                new Undoing(delivery, cluster).plan(undone, request.options().override());
        if (plan == null) {
            return null;
        }
        plan.keep(delivery, RolloutPlan.planOf(request.id()));
        return state(
                request,
                plan.target() == null
                        ? cluster.defaultNamespace()
                        : plan.target().namespace(),
                undone,
                plan.groups());
    }

    private static List<WorkloadRef> refs(RolloutPlan plan) {
        return plan.manifests().stream().map(Manifest::ref).toList();
    }

    private RolloutState state(
            RolloutRequest request, String namespace, String undoOf, List<RolloutState.Group> groups) {
        Instant now = now();
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
                now,
                List.of(),
                groups);
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
