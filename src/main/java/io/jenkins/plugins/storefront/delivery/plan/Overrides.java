package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sets replicas and labels by typed parameters, in copies; selectors stay as they are, for they cannot be changed. */
public final class Overrides {
    private static final Set<String> WITH_REPLICAS = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private Overrides() {}

    /**
     * The set with its values.
     *
     * @param replicas name of a workload to its replicas, 0 or more
     * @param labels put on every object and every Pod template
     * @throws DeliveryException naming a workload that is not there, and the nearest one
     */
    public static List<Manifest> apply(
            List<Manifest> manifests, Map<String, Integer> replicas, Map<String, String> labels)
            throws DeliveryException {
        Set<String> workloads = new TreeSet<>();
        List<Manifest> set = new ArrayList<>();
        for (Manifest manifest : manifests) {
            Map<String, Object> object = manifest.deepCopy();
            if (WITH_REPLICAS.contains(manifest.kind())) {
                workloads.add(manifest.name());
                Integer wanted = replicas.get(manifest.name());
                if (wanted != null) {
                    child(object, "spec").put("replicas", wanted);
                }
            }
            if (!labels.isEmpty()) {
                label(object, labels);
                for (List<String> path :
                        List.of(List.of("spec", "template"), List.of("spec", "jobTemplate", "spec", "template"))) {
                    Map<String, Object> template = Fields.map(object, path.toArray(String[]::new));
                    if (!template.isEmpty()) {
                        label(template, labels);
                    }
                }
            }
            set.add(new Manifest(object));
        }
        for (Map.Entry<String, Integer> wanted : replicas.entrySet()) {
            if (!workloads.contains(wanted.getKey())) {
                throw new DeliveryException("replicas: there is no Deployment or StatefulSet '" + wanted.getKey() + "'"
                        + Nearest.hint(wanted.getKey(), List.copyOf(workloads)));
            } else if (wanted.getValue() < 0) {
                throw new DeliveryException("replicas: " + wanted.getKey() + " cannot have " + wanted.getValue());
            }
        }
        return set;
    }

    /** The manifest with one more label on the object itself. */
    public static Manifest labelled(Manifest manifest, String name, String value) {
        Map<String, Object> object = manifest.deepCopy();
        label(object, Map.of(name, value));
        return new Manifest(object);
    }

    /** The manifest with one more annotation on the object itself. */
    public static Manifest annotated(Manifest manifest, String name, String value) {
        Map<String, Object> object = manifest.deepCopy();
        child(child(object, "metadata"), "annotations").put(name, value);
        return new Manifest(object);
    }

    private static void label(Map<String, Object> object, Map<String, String> labels) {
        child(child(object, "metadata"), "labels").putAll(labels);
    }

    @SuppressWarnings("unchecked") // a deep copy: maps have text keys and may be changed
    private static Map<String, Object> child(Map<String, Object> object, String name) {
        if (object.get(name) instanceof Map<?, ?> there) {
            return (Map<String, Object>) there;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        object.put(name, made);
        return made;
    }
}
