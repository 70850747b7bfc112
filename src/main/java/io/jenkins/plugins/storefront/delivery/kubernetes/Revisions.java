package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pod templates that a workload had before, as the cluster keeps them: ReplicaSets and ControllerRevisions. */
final class Revisions {
    private static final String NUMBER = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";

    private final Cluster cluster;
    private final String namespace;

    Revisions(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    private record Revision(long number, Map<String, Object> template) {}

    /**
     * What takes the workload to a revision.
     *
     * @param revision its number, or null for the one before the current
     * @throws DeliveryException where the cluster keeps no such revision, naming those that it does
     */
    RolloutPlan.Replacement of(Map<String, Object> workload, Integer revision) throws DeliveryException {
        WorkloadRef ref = Companions.ref(workload);
        List<Revision> kept = ref.kind().equals("Deployment") ? replicaSets(workload) : controllerRevisions(workload);
        long current = kept.isEmpty() ? 0 : kept.get(0).number();
        Revision wanted = kept.stream()
                .filter(one -> revision == null ? one.number() < current : one.number() == revision)
                .findFirst()
                .orElseThrow(() -> new DeliveryException(ref + " has no revision "
                        + (revision == null ? "before the current one" : revision) + "; the cluster keeps "
                        + (kept.isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        kept.stream()
                                                .map(one -> String.valueOf(one.number()))
                                                .toList()))));
        return new RolloutPlan.Replacement(ref, List.of("spec", "template"), wanted.template());
    }

    /** The latest first. */
    private List<Revision> replicaSets(Map<String, Object> workload) throws DeliveryException {
        return cluster.list("apps/v1", "ReplicaSet", namespace, Map.of()).stream()
                .filter(one -> isOwned(one, workload))
                .filter(one -> Fields.text(one, "metadata", "annotations", NUMBER) != null)
                .map(one -> new Revision(
                        Long.parseLong(Fields.text(one, "metadata", "annotations", NUMBER)), withoutHash(one)))
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
    }

    private List<Revision> controllerRevisions(Map<String, Object> workload) throws DeliveryException {
        return cluster.list("apps/v1", "ControllerRevision", namespace, Map.of()).stream()
                .filter(one -> isOwned(one, workload))
                .map(one -> new Revision(Fields.number(one, "revision"), template(one)))
                .sorted(Comparator.comparingLong(Revision::number).reversed())
                .toList();
    }

    private static boolean isOwned(Map<String, Object> object, Map<String, Object> owner) {
        String uid = Fields.text(owner, "metadata", "uid");
        return Fields.list(object, "metadata", "ownerReferences").stream()
                .anyMatch(one -> uid.equals(Fields.text(one, "uid")));
    }

    private static Map<String, Object> withoutHash(Map<String, Object> replicaSet) {
        Map<String, Object> copy = new Manifest(Fields.map(replicaSet, "spec", "template")).deepCopy();
        Fields.map(copy, "metadata", "labels").remove(HASH);
        return copy;
    }

    /** A patch of the whole template (k8s.io/kubernetes, pkg/controller/statefulset, getPatch). */
    private static Map<String, Object> template(Map<String, Object> revision) {
        Map<String, Object> template = new LinkedHashMap<>(Fields.map(revision, "data", "spec", "template"));
        template.remove("$patch");
        return template;
    }
}
