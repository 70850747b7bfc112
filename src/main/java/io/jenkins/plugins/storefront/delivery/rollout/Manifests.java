package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads manifests and puts them into the order in which they can be applied. */
public final class Manifests {
    /** Kinds that others need, in the order in which they are needed (compare Helm's InstallOrder); the rest follows. */
    private static final List<String> FIRST = List.of(
            "Namespace",
            "CustomResourceDefinition",
            "PriorityClass",
            "StorageClass",
            "ResourceQuota",
            "LimitRange",
            "NetworkPolicy",
            "ServiceAccount",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "Secret",
            "ConfigMap",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "Service");

    private static final List<String> WORKLOADS =
            List.of("DaemonSet", "StatefulSet", "Deployment", "ReplicaSet", "Pod", "Job", "CronJob");
    private static final List<String> LAST = List.of("PodDisruptionBudget", "HorizontalPodAutoscaler", "Ingress");
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Namespace",
            "CustomResourceDefinition",
            "PriorityClass",
            "StorageClass",
            "ClusterRole",
            "ClusterRoleBinding",
            "PersistentVolume",
            "IngressClass",
            "APIService",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
            "RuntimeClass",
            "GatewayClass",
            "ClusterIssuer");

    private static final int RANK_OF_WORKLOADS = 200;

    private Manifests() {}

    /** Whether pods need objects of this kind before they can start. */
    public static boolean isNeededByPods(String kind) {
        return FIRST.contains(kind) && !kind.equals("Service");
    }

    /**
     * Reads all documents of one file; a {@code List} is taken apart.
     *
     * @throws DeliveryException naming the file and the document that lacks apiVersion, kind or name
     */
    public static List<Manifest> parse(String text, String source) throws DeliveryException {
        List<Manifest> found = new ArrayList<>();
        int number = 0;
        for (Object document : SafeYaml.documents(text, source)) {
            number++;
            add(document, source + " (document " + number + ")", found);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static void add(Object document, String where, List<Manifest> found) throws DeliveryException {
        if (!(document instanceof Map<?, ?> map)) {
            throw new DeliveryException(where + " is no Kubernetes object; expected apiVersion, kind and metadata");
        }
        String kind = Fields.text(map, "kind");
        if (kind == null) {
            throw new DeliveryException(where + " has no kind; an object begins with apiVersion and kind, as in"
                    + " apiVersion: apps/v1, kind: Deployment");
        }
        if (Fields.text(map, "apiVersion") == null) {
            throw new DeliveryException(where + ": " + kind + " has no apiVersion; kubectl explain "
                    + kind.toLowerCase(Locale.ROOT) + " tells which one it has, such as v1 or apps/v1");
        }
        if (kind.endsWith("List") && map.get("items") instanceof List<?> items) {
            for (Object item : items) {
                add(item, where, found);
            }
            return;
        }
        if (Fields.text(map, "metadata", "name") == null) {
            throw new DeliveryException(where + ": " + kind + " has no metadata.name");
        }
        found.add(new Manifest((Map<String, Object>) map));
    }

    /**
     * Gives each object that has a namespace one, sorts, and refuses a set that names an object twice.
     *
     * @param namespace for objects that name none
     */
    public static List<Manifest> plan(List<Manifest> manifests, String namespace) throws DeliveryException {
        List<Manifest> planned = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            Manifest placed = manifest.namespace() == null && !CLUSTER_WIDE.contains(manifest.kind())
                    ? manifest.inNamespace(namespace)
                    : manifest;
            if (!seen.add(placed.ref())) {
                throw new DeliveryException(placed.ref() + " is in the manifests twice");
            }
            planned.add(placed);
        }
        planned.sort(Comparator.comparingInt(manifest -> rank(manifest.kind())));
        return planned;
    }

    /** Whether the kind comes before workloads: what they need, not what they are. */
    public static boolean isNeededByWorkloads(String kind) {
        return rank(kind) < RANK_OF_WORKLOADS;
    }

    /** Where a kind comes in the order of application; objects of one rank may be applied side by side. */
    public static int rank(String kind) {
        if (FIRST.contains(kind)) {
            return FIRST.indexOf(kind);
        } else if (WORKLOADS.contains(kind)) {
            return RANK_OF_WORKLOADS + WORKLOADS.indexOf(kind);
        }
        return LAST.contains(kind) ? 300 + LAST.indexOf(kind) : 100;
    }
}
