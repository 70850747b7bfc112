package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.plan.ObjectDiff;
import io.jenkins.plugins.storefront.delivery.plan.Problem;
import io.jenkins.plugins.storefront.delivery.plan.SetCheck;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Finds out what a set would change in a cluster, and what keeps it from being applied. Nothing in the cluster is changed. */
final class Drafting {
    private final Cluster cluster;
    private final Live live;
    private final List<Problem> problems = new ArrayList<>();
    private final List<ObjectChange> changes = new ArrayList<>();
    private final Map<String, String> hidden = new HashMap<>();

    /** @param live over the same cluster; what is asked here it knows afterwards */
    Drafting(Cluster cluster, Live live) {
        this.cluster = cluster;
        this.live = live;
    }

    /** Something that the cluster is asked, none for the sake of another's answer. */
    @FunctionalInterface
    private interface Question {
        Object ask() throws DeliveryException;
    }

    /** What a dry run answered: the object as it would be, why it is refused, or nothing where it cannot be asked yet. */
    private record Tried(Map<String, Object> after, String refused) {}

    /** The plan with what it would do; {@code plan.prune()} and {@code plan.found()} are worked out here. */
    Draft draft(RolloutPlan plan, boolean prune) throws DeliveryException {
        List<Manifest> manifests = plan.manifests();
        live.expect(manifests);
        String set = plan.target().set();
        List<WorkloadRef> left = List.of();
        if (set != null && plan.target().service() == null) {
            left = Inventory.leftBehind(Inventory.read(cluster, plan.target().namespace(), set), manifests, set, live);
            left = new OldVersions(live).without(left, prune);
        }
        left.forEach(ref -> changes.add(new ObjectChange(ref, ObjectChange.Kind.PRUNE, List.of())));
        Set<String> kinds = comingKinds(manifests);
        Set<String> namespaces = comingNamespaces(manifests);
        List<Problem> unmet = new ArrayList<>();
        Map<WorkloadRef, Tried> tried = new ConcurrentHashMap<>();
        List<Question> questions = new ArrayList<>(List.of(() -> unmet.addAll(SetCheck.of(manifests, live))));
        for (String namespace : namespaces(manifests)) {
            questions.add(() -> live.all("v1", "ResourceQuota", namespace)); // which the check asks for at last
        }
        for (Manifest one : manifests) {
            questions.add(() -> tried.put(one.ref(), tried(one, plan.force(), kinds, namespaces)));
            questions.add(() -> live.get(one.ref()));
        }
        Parallel.map(questions, Question::ask);
        for (Manifest one : manifests) {
            change(one, tried.get(one.ref()));
        }
        problems.addAll(unmet);
        RolloutPlan whole = new RolloutPlan(
                plan.apply(),
                plan.delete(),
                plan.force(),
                plan.replace(),
                plan.groups(),
                left,
                plan.target(),
                Draft.found(changes, hidden));
        return new Draft(whole, changes, problems);
    }

    private static Set<String> namespaces(List<Manifest> manifests) {
        Set<String> namespaces = new LinkedHashSet<>();
        manifests.stream().filter(one -> one.namespace() != null).forEach(one -> namespaces.add(one.namespace()));
        return namespaces;
    }

    private static Set<String> comingKinds(List<Manifest> manifests) {
        Set<String> kinds = new HashSet<>();
        manifests.stream()
                .filter(one -> one.kind().equals("CustomResourceDefinition"))
                .forEach(one -> kinds.add(Fields.text(one.object(), "spec", "names", "kind")));
        return kinds;
    }

    /** Namespaces of the set that are not there yet. */
    private Set<String> comingNamespaces(List<Manifest> manifests) throws DeliveryException {
        Set<String> namespaces = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (manifest.kind().equals("Namespace") && live.get(manifest.ref()) == null) {
                namespaces.add(manifest.name());
            }
        }
        return namespaces;
    }

    /** Objects whose namespace or definition comes with the set cannot be tried before those are there; Jobs that are there run anew. */
    private Tried tried(Manifest manifest, boolean force, Set<String> kinds, Set<String> namespaces)
            throws DeliveryException {
        if (namespaces.contains(manifest.namespace())
                || manifest.kind().equals("Job") && live.get(manifest.ref()) != null) {
            return new Tried(null, null);
        }
        try {
            return new Tried(cluster.dryRun(manifest, force), null);
        } catch (UnknownKindException e) {
            if (kinds.contains(manifest.kind())) {
                return new Tried(null, null);
            }
            return new Tried(null, e.getMessage());
        } catch (ClusterRefusal e) {
            if (e.isUnreachable()) {
                throw e;
            }
            return new Tried(null, e.getMessage());
        }
    }

    /** A namespace that is not there is one problem, however many objects are to be in it. */
    private static Problem problem(Manifest manifest, String refused) {
        String namespace = manifest.namespace();
        return namespace != null && refused.contains("namespaces \"" + namespace + "\" not found")
                ? new Problem(
                        true,
                        "Namespace " + namespace,
                        "is not there; put a Namespace into the manifests, make it first, or name another one")
                : new Problem(
                        true,
                        manifest.ref().toString(),
                        refused.replaceFirst("^" + Pattern.quote(manifest.ref() + ": "), ""));
    }

    private void change(Manifest manifest, Tried tried) throws DeliveryException {
        WorkloadRef ref = manifest.ref();
        if (tried.refused() != null) {
            Problem problem = problem(manifest, tried.refused());
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return;
        }
        Map<String, Object> before = live.get(ref);
        if (manifest.kind().equals("Job") && (before != null || Hooks.when(manifest) != null)) {
            changes.add(new ObjectChange(ref, ObjectChange.Kind.RUN, List.of()));
        } else if (before == null) {
            changes.add(new ObjectChange(ref, ObjectChange.Kind.CREATE, List.of()));
        } else {
            // What has no dry run is compared as it is written
            List<FieldChange> fields = tried.after() == null ? List.of() : ObjectDiff.of(before, tried.after());
            changes.add(new ObjectChange(
                    ref, fields.isEmpty() ? ObjectChange.Kind.UNCHANGED : ObjectChange.Kind.CHANGE, fields));
            if (manifest.kind().equals("Secret")) {
                hidden.put(ref.toString(), VersionedConfigs.hash(Fields.map(before, "data")));
            }
        }
    }

    /** Why the release cannot be undone: what the call says, or the first object that says so; else null. */
    static String irreversible(List<Manifest> manifests, String said) {
        if (said != null) {
            return said;
        }
        return manifests.stream()
                .filter(one -> Marks.annotation(one.object(), Marks.IRREVERSIBLE) != null)
                .map(one -> one.ref() + ": " + Marks.annotation(one.object(), Marks.IRREVERSIBLE))
                .findFirst()
                .orElse(null);
    }
}
