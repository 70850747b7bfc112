package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Works out what scaling and restarting workloads sets in them. Nothing in the cluster is changed here. */
final class Companions {
    /** As {@code kubectl rollout restart} writes it. */
    private static final List<String> RESTARTED =
            List.of("spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt");

    static final List<String> KINDS = List.of("Deployment", "StatefulSet", "DaemonSet");

    private final Cluster cluster;
    private final Live live;
    private final String namespace;

    /** Those of now; what is seen of them stays as it was seen first. */
    Companions(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.live = new Live(cluster);
        this.namespace = namespace;
    }

    /**
     * Finds a workload.
     *
     * @param name such as {@code cart} or {@code StatefulSet/store}; the kind in any case and number of letters that kubectl takes
     * @throws DeliveryException naming the nearest one, or both where a name alone is of two
     */
    Map<String, Object> find(String name) throws DeliveryException {
        String[] parts = name.split("/", 2);
        String wanted = parts[parts.length - 1];
        List<String> kinds = parts.length == 1 ? KINDS : List.of(kind(parts[0]));
        List<Map<String, Object>> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Map<String, Object> one : workloads(kinds)) {
            names.add(Fields.text(one, "metadata", "name"));
            if (wanted.equals(Fields.text(one, "metadata", "name"))) {
                found.add(one);
            }
        }
        if (found.isEmpty()) {
            throw new DeliveryException("there is no " + String.join(" or ", kinds) + " '" + wanted
                    + "' in the namespace " + namespace + Nearest.hint(wanted, names));
        } else if (found.size() > 1) {
            throw new DeliveryException("'" + wanted + "' is the name of " + found.size() + " workloads; write "
                    + String.join(
                            " or ",
                            found.stream()
                                    .map(one -> one.get("kind") + "/" + wanted)
                                    .toList()));
        }
        return found.get(0);
    }

    /** Those of these kinds that this account may see. */
    private List<Map<String, Object>> workloads(List<String> kinds) throws DeliveryException {
        List<Map<String, Object>> all = new ArrayList<>();
        Parallel.map(kinds, kind -> live.all("apps/v1", kind, namespace).orElse(List.of()))
                .forEach(all::addAll);
        return all;
    }

    private static String kind(String written) throws DeliveryException {
        String lower = written.toLowerCase(Locale.ROOT).replaceFirst("\\.apps$", "");
        return KINDS.stream()
                .filter(kind ->
                        Stream.of(kind, kind + "s", shortName(kind)).anyMatch(name -> name.equalsIgnoreCase(lower)))
                .findFirst()
                .orElseThrow(() -> new DeliveryException(
                        "'" + written + "' is no kind that can be scaled, restarted or undone alone; known: "
                                + String.join(", ", KINDS)));
    }

    private static String shortName(String kind) {
        return switch (kind) {
            case "Deployment" -> "deploy";
            case "StatefulSet" -> "sts";
            default -> "ds";
        };
    }

    static WorkloadRef ref(Map<String, Object> object) {
        return new WorkloadRef(
                Fields.text(object, "apiVersion"),
                Fields.text(object, "kind"),
                Fields.text(object, "metadata", "namespace"),
                Fields.text(object, "metadata", "name"));
    }

    /** What sets the replicas; refused where an autoscaler would set them otherwise at once. */
    RolloutPlan.Replacement scaled(String name, int replicas) throws DeliveryException {
        Map<String, Object> workload = find(name);
        WorkloadRef ref = ref(workload);
        if (ref.kind().equals("DaemonSet")) {
            throw new DeliveryException(ref + " has a pod on each node and cannot be scaled");
        }
        for (Map<String, Object> scaler :
                live.all("autoscaling/v2", "HorizontalPodAutoscaler", namespace).orElse(List.of())) {
            Map<String, Object> target = Fields.map(scaler, "spec", "scaleTargetRef");
            if (ref.kind().equals(target.get("kind")) && ref.name().equals(target.get("name")) && replicas > 0) {
                throw new DeliveryException(ref + " is scaled by HorizontalPodAutoscaler "
                        + Fields.text(scaler, "metadata", "name") + "; change its minReplicas and maxReplicas instead");
            }
        }
        return new RolloutPlan.Replacement(ref, List.of("spec", "replicas"), replicas);
    }

    /** What starts all pods anew, of one workload or of all of a set. */
    List<RolloutPlan.Replacement> restarted(List<String> names, String set, Instant now) throws DeliveryException {
        List<Map<String, Object>> workloads = new ArrayList<>();
        for (String name : names) {
            workloads.add(find(name));
        }
        if (names.isEmpty()) {
            workloads.addAll(all(set));
        }
        return workloads.stream()
                .map(one -> new RolloutPlan.Replacement(ref(one), RESTARTED, now.toString()))
                .toList();
    }

    /** The workloads of a set, or all of the namespace where the set is null. */
    List<Map<String, Object>> all(String set) throws DeliveryException {
        List<Map<String, Object>> all = workloads(KINDS).stream()
                .filter(one -> set == null || set.equals(Marks.label(one, Marks.SET)))
                .toList();
        if (all.isEmpty()) {
            throw new DeliveryException(
                    "there is no workload in the namespace " + namespace + (set == null ? "" : " of the set " + set));
        }
        return all;
    }

    /** What brings a workload back to its revision before, from what the cluster keeps of it. */
    RolloutPlan.Replacement before(String name, Integer revision) throws DeliveryException {
        Map<String, Object> workload = find(name);
        return new Revisions(cluster, namespace).of(workload, revision);
    }

    static List<String> names(String commas) {
        return commas == null
                ? List.of()
                : Arrays.stream(commas.split(","))
                        .map(String::trim)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }
}
