package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps of an object what a verdict is made from. A thousand services have some ten thousand objects in memory, and most of a pod is
 * volumes, probes and who owns which field.
 */
final class Shape {
    private static final Set<String> METADATA = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "labels",
            "annotations",
            "ownerReferences",
            "creationTimestamp",
            "deletionTimestamp");
    private static final Set<String> ANNOTATIONS =
            Set.of("deployment.kubernetes.io/revision", "deprecated.daemonset.template.generation");
    private static final Set<String> POD_SPEC =
            Set.of("containers", "initContainers", "nodeName", "restartPolicy", "readinessGates");
    private static final Set<String> CONTAINER = Set.of("name", "image", "restartPolicy");
    private static final Set<String> EVENT = Set.of(
            "kind",
            "metadata",
            "involvedObject",
            "reason",
            "message",
            "type",
            "count",
            "lastTimestamp",
            "eventTime",
            "series");

    private Shape() {}

    /** A trimmed copy; kinds that nobody knows keep all but their managed fields. */
    static Map<String, Object> trim(String kind, Map<String, Object> object) {
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata(map(object.get("metadata"))));
        switch (kind) {
            case "Pod" -> copy.put("spec", podSpec(map(object.get("spec"))));
            case "ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "Job" ->
                copy.computeIfPresent("spec", (key, spec) -> workload(map(spec)));
            case "CronJob" -> copy.computeIfPresent("spec", (key, spec) -> without(map(spec), "jobTemplate"));
            case "ControllerRevision", "Secret", "ConfigMap" -> {
                copy.remove("data");
                copy.remove("binaryData");
            }
            case "CustomResourceDefinition" ->
                copy.computeIfPresent("spec", (key, spec) -> without(map(spec), "versions"));
            case "Event" -> copy.keySet().retainAll(EVENT);
            default -> {
                // Whatever a rule may ask for
            }
        }
        return copy;
    }

    private static Map<String, Object> metadata(Map<String, Object> metadata) {
        Map<String, Object> kept = new LinkedHashMap<>(metadata);
        kept.keySet().retainAll(METADATA);
        kept.computeIfPresent("annotations", (key, annotations) -> {
            Map<String, Object> few = new LinkedHashMap<>(map(annotations));
            few.keySet().retainAll(ANNOTATIONS);
            return few.isEmpty() ? null : few;
        });
        return kept;
    }

    private static Map<String, Object> workload(Map<String, Object> spec) {
        Map<String, Object> kept = without(spec, "volumeClaimTemplates");
        kept.computeIfPresent("template", (key, template) -> {
            Map<String, Object> small = new LinkedHashMap<>();
            Object labels = map(map(template).get("metadata")).get("labels");
            if (labels != null) {
                small.put("metadata", Map.of("labels", labels));
            }
            small.put("spec", podSpec(map(map(template).get("spec"))));
            return small;
        });
        return kept;
    }

    private static Map<String, Object> podSpec(Map<String, Object> spec) {
        Map<String, Object> kept = new LinkedHashMap<>(spec);
        kept.keySet().retainAll(POD_SPEC);
        for (String list : new String[] {"containers", "initContainers"}) {
            kept.computeIfPresent(list, (key, containers) -> {
                List<Object> small = new ArrayList<>();
                if (containers instanceof List<?> all) {
                    for (Object one : all) {
                        Map<String, Object> container = new LinkedHashMap<>(map(one));
                        container.keySet().retainAll(CONTAINER);
                        small.add(container);
                    }
                }
                return small;
            });
        }
        return kept;
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
