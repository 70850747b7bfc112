package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kinds that the cluster serves: the usual ones of Kubernetes, and those of the custom resource definitions in it. Thread-safe. */
public final class ResourceTypes {
    private static final List<ResourceType> USUAL = List.of(
            whole("", "v1", "Namespace"),
            whole("", "v1", "Node"),
            whole("", "v1", "PersistentVolume"),
            in("", "v1", "ConfigMap"),
            new ResourceType("", "v1", "Endpoints", "endpoints", true),
            in("", "v1", "Event"),
            in("", "v1", "LimitRange"),
            in("", "v1", "PersistentVolumeClaim"),
            in("", "v1", "Pod"),
            in("", "v1", "ResourceQuota"),
            in("", "v1", "Secret"),
            in("", "v1", "Service"),
            in("", "v1", "ServiceAccount"),
            in("apps", "v1", "ControllerRevision"),
            in("apps", "v1", "DaemonSet"),
            in("apps", "v1", "Deployment"),
            in("apps", "v1", "ReplicaSet"),
            in("apps", "v1", "StatefulSet"),
            in("autoscaling", "v2", "HorizontalPodAutoscaler"),
            in("batch", "v1", "CronJob"),
            in("batch", "v1", "Job"),
            in("coordination.k8s.io", "v1", "Lease"),
            in("discovery.k8s.io", "v1", "EndpointSlice"),
            new ResourceType("networking.k8s.io", "v1", "Ingress", "ingresses", true),
            new ResourceType("networking.k8s.io", "v1", "IngressClass", "ingressclasses", false),
            new ResourceType("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
            in("policy", "v1", "PodDisruptionBudget"),
            whole("rbac.authorization.k8s.io", "v1", "ClusterRole"),
            whole("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"),
            in("rbac.authorization.k8s.io", "v1", "Role"),
            in("rbac.authorization.k8s.io", "v1", "RoleBinding"),
            new ResourceType("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false),
            new ResourceType("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
            whole("apiregistration.k8s.io", "v1", "APIService"),
            whole("apiextensions.k8s.io", "v1", "CustomResourceDefinition"));

    private final List<ResourceType> all = new CopyOnWriteArrayList<>(USUAL);

    private static ResourceType in(String group, String version, String kind) {
        return new ResourceType(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", true);
    }

    private static ResourceType whole(String group, String version, String kind) {
        return new ResourceType(group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", false);
    }

    public List<ResourceType> all() {
        return List.copyOf(all);
    }

    public Optional<ResourceType> ofPath(String group, String version, String plural) {
        return all.stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.plural().equals(plural))
                .findFirst();
    }

    /** A kind that is known to be served. */
    public ResourceType of(String apiVersion, String kind) {
        return all.stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(apiVersion + " " + kind + " is not served"));
    }

    /** Serves the versions of a {@code CustomResourceDefinition}; doing it again changes nothing. */
    public void serve(JsonNode definition) {
        all.addAll(
                typesOf(definition).stream().filter(type -> !all.contains(type)).toList());
    }

    /** Serves them no longer, and says which they were. */
    public List<ResourceType> withdraw(JsonNode definition) {
        List<ResourceType> types = typesOf(definition);
        all.removeAll(types);
        return types;
    }

    private static List<ResourceType> typesOf(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        List<ResourceType> types = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                types.add(new ResourceType(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        spec.at("/names/kind").asText(),
                        spec.at("/names/plural").asText(),
                        spec.path("scope").asText().equals("Namespaced")));
            }
        }
        return types;
    }
}
