package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that an object needs by name.
 *
 * @param key of its data that is needed, or null
 * @param by who needs it, for messages
 */
record Reference(String apiVersion, String kind, String name, String key, String by, boolean mayBeMissing) {
    private static final Set<String> CLUSTER_WIDE = Set.of("PriorityClass", "StorageClass", "IngressClass");

    Reference(String apiVersion, String kind, String name, String key, String by) {
        this(apiVersion, kind, name, key, by, false);
    }

    boolean clusterWide() {
        return CLUSTER_WIDE.contains(kind);
    }

    /** What a Pod template needs before its pods can start; what is marked optional is left out. */
    static List<Reference> of(Map<String, Object> template) {
        List<Reference> found = new ArrayList<>();
        for (Object container : PodTemplates.allContainers(template)) {
            String by = "container " + Fields.text(container, "name");
            for (Object from : Fields.list(container, "envFrom")) {
                add(found, "ConfigMap", Fields.at(from, "configMapRef"), "name", null, by);
                add(found, "Secret", Fields.at(from, "secretRef"), "name", null, by);
            }
            for (Object variable : Fields.list(container, "env")) {
                Object config = Fields.at(variable, "valueFrom", "configMapKeyRef");
                Object secret = Fields.at(variable, "valueFrom", "secretKeyRef");
                add(found, "ConfigMap", config, "name", Fields.text(config, "key"), by);
                add(found, "Secret", secret, "name", Fields.text(secret, "key"), by);
            }
        }
        for (Object volume : Fields.list(template, "spec", "volumes")) {
            volume(found, volume);
        }
        String account = Fields.text(template, "spec", "serviceAccountName");
        if (account != null && !account.equals("default") && !account.isEmpty()) {
            found.add(new Reference("v1", "ServiceAccount", account, null, "its pods"));
        }
        for (Object pull : Fields.list(template, "spec", "imagePullSecrets")) {
            if (Fields.text(pull, "name") != null) {
                // Pods start without it where the image can be pulled all the same
                found.add(new Reference("v1", "Secret", Fields.text(pull, "name"), null, "pulling its images", true));
            }
        }
        return found;
    }

    private static void volume(List<Reference> found, Object volume) {
        String by = "volume " + Fields.text(volume, "name");
        source(found, volume, "secretName", by);
        for (Object source : Fields.list(volume, "projected", "sources")) {
            source(found, source, "name", by);
        }
        String claim = Fields.text(volume, "persistentVolumeClaim", "claimName");
        if (claim != null) {
            found.add(new Reference("v1", "PersistentVolumeClaim", claim, null, by));
        }
    }

    private static void source(List<Reference> found, Object source, String secretName, String by) {
        Object config = Fields.at(source, "configMap");
        Object secret = Fields.at(source, "secret");
        add(found, "ConfigMap", config, "name", null, by);
        add(found, "Secret", secret, secretName, null, by);
        Fields.list(config, "items")
                .forEach(item -> add(found, "ConfigMap", config, "name", Fields.text(item, "key"), by));
        Fields.list(secret, "items")
                .forEach(item -> add(found, "Secret", secret, secretName, Fields.text(item, "key"), by));
    }

    private static void add(
            List<Reference> found, String kind, Object reference, String nameField, String key, String by) {
        String name = Fields.text(reference, nameField);
        if (name != null && !Boolean.TRUE.equals(Fields.at(reference, "optional"))) {
            found.add(new Reference("v1", kind, name, key, by));
        }
    }
}
