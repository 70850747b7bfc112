package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which ConfigMaps and Secrets of a set the pods of a workload use. */
final class Used {
    /** Annotation of what is named by its content: the name that manifests give it. */
    private static final String VERSION_OF = "storefront.jenkins.io/version-of";

    private Used() {}

    /** Those that keep their names when their content changes. */
    static List<Manifest> by(Manifest workload, List<Manifest> set) {
        Set<String> named = new HashSet<>();
        names(workload.object().get("spec"), named);
        return set.stream()
                .filter(one -> one.kind().equals("ConfigMap") || one.kind().equals("Secret"))
                .filter(one -> Objects.equals(one.namespace(), workload.namespace()) && named.contains(one.name()))
                .filter(one -> !annotated(one))
                .toList();
    }

    private static boolean annotated(Manifest one) {
        return io.jenkins.plugins.storefront.delivery.rollout.Fields.map(one.object(), "metadata", "annotations")
                .containsKey(VERSION_OF);
    }

    /** All texts that a pod template refers by: {@code configMapRef}, {@code secretKeyRef}, volumes. */
    private static void names(Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (entry.getValue() instanceof String text && (key.equals("name") || key.equals("secretName"))) {
                    into.add(text);
                }
                names(entry.getValue(), into);
            }
        } else if (value instanceof List<?> list) {
            list.forEach(item -> names(item, into));
        }
    }
}
