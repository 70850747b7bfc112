package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lists and maps of the usual kinds are merged item by item, and which are one value. Taken from the markers
 * {@code listType}, {@code listMapKey} and {@code mapType} of the Kubernetes API
 * (kubernetes.io/docs/reference/using-api/server-side-apply, "Merge strategy").
 */
final class ListTypes {
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));

    private static final Set<String> SETS = Set.of("finalizers");

    private static final Set<String> ATOMIC_MAPS = Set.of(
            "selector",
            "labelSelector",
            "namespaceSelector",
            "podSelector",
            "nodeSelector",
            "configMapKeyRef",
            "secretKeyRef",
            "fieldRef",
            "resourceFieldRef",
            "secretRef",
            "configMapRef");

    private final boolean usual;

    /** The types for one kind; lists of custom resources are one value, as without markers in their schema. */
    ListTypes(String apiVersion) {
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        usual = !group.contains(".") || group.endsWith(".k8s.io");
    }

    /** The keys by which items of the list {@code field} are told apart, or an empty list where it is one value. */
    List<String> keys(String parent, String field) {
        if (parent.equals("metadata")) {
            return field.equals("ownerReferences") ? KEYS.get(field) : List.of();
        } else if (!usual) {
            return List.of();
        } else if (field.equals("ports")) {
            return parent.equals("containers") || parent.equals("initContainers")
                    ? List.of("containerPort", "protocol")
                    : parent.equals("spec") ? List.of("port", "protocol") : List.of();
        }
        return KEYS.getOrDefault(field, List.of());
    }

    boolean isSet(String parent, String field) {
        return parent.equals("metadata") && SETS.contains(field);
    }

    boolean isAtomicMap(String field) {
        return usual && ATOMIC_MAPS.contains(field);
    }
}
