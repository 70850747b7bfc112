package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Pod that a workload would make. */
final class PodTemplates {
    private PodTemplates() {}

    /** The template with {@code metadata} and {@code spec}, or an empty map for an object that makes no pods. */
    static Map<String, Object> of(Map<String, Object> object) {
        return switch (String.valueOf(object.get("kind"))) {
            case "Pod" -> object;
            case "CronJob" -> Fields.map(object, "spec", "jobTemplate", "spec", "template");
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "ReplicationController" ->
                Fields.map(object, "spec", "template");
            default -> ofOtherKind(object);
        };
    }

    /** Kinds that stand in for a Deployment, such as Argo's Rollout, have their template in the same place. */
    private static Map<String, Object> ofOtherKind(Map<String, Object> object) {
        Map<String, Object> template = Fields.map(object, "spec", "template");
        return containers(template).isEmpty() ? Map.of() : template;
    }

    static List<Object> containers(Map<String, Object> template) {
        return Fields.list(template, "spec", "containers");
    }

    static List<Object> allContainers(Map<String, Object> template) {
        List<Object> all = new ArrayList<>(Fields.list(template, "spec", "initContainers"));
        all.addAll(containers(template));
        return all;
    }

    /** Whether labels fulfil a plain map of labels; an empty one selects nothing here. */
    static boolean matches(Map<String, Object> wanted, Map<String, Object> template) {
        Map<String, Object> labels = Fields.map(template, "metadata", "labels");
        return !wanted.isEmpty()
                && wanted.entrySet().stream().allMatch(entry -> String.valueOf(entry.getValue())
                        .equals(String.valueOf(labels.get(entry.getKey()))));
    }

    static Stream<Object> ports(Map<String, Object> template) {
        return allContainers(template).stream().flatMap(container -> Fields.list(container, "ports").stream());
    }
}
