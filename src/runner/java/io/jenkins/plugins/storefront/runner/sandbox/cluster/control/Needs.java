package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;

/** Finds out which ConfigMap or Secret a pod needs and does not have. */
final class Needs {
    private Needs() {}

    /** What is missing in the kubelet's words, or null. */
    static String missing(JsonNode pod, Control control) {
        String namespace = Objects.namespace(pod);
        for (String list : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : pod.path("spec").path(list)) {
                for (JsonNode from : container.path("envFrom")) {
                    String missing = either(from, "configMapRef", "secretRef", namespace, control);
                    if (missing != null) {
                        return missing;
                    }
                }
                for (JsonNode variable : container.path("env")) {
                    String missing =
                            either(variable.path("valueFrom"), "configMapKeyRef", "secretKeyRef", namespace, control);
                    if (missing != null) {
                        return missing;
                    }
                }
            }
        }
        return null;
    }

    private static String either(JsonNode from, String configMap, String secret, String namespace, Control control) {
        String missing = one(from.path(configMap), "ConfigMap", namespace, control);
        return missing == null ? one(from.path(secret), "Secret", namespace, control) : missing;
    }

    private static String one(JsonNode reference, String kind, String namespace, Control control) {
        String name = reference.path("name").asText();
        if (name.isEmpty() || reference.path("optional").asBoolean()) {
            return null;
        } else if (!control.exists(namespace, "v1", kind, name)) {
            return (kind.equals("Secret") ? "secret" : "configmap") + " \"" + name + "\" not found";
        }
        return null;
    }
}
