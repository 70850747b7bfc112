package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.util.List;
import java.util.Map;

/**
 * How a set of manifests is planned and applied, beyond what every rollout says.
 *
 * @param set name of the set that the objects belong to, or null for none; identifies what earlier releases applied
 * @param plan id of a plan to carry out as it is, instead of making one; null for none
 * @param replicas name of a workload to its replicas
 * @param labels put on every object and Pod template
 * @param requireDigest whether an image that cannot be named by digest is refused
 * @param versionedConfigs whether ConfigMaps and Secrets are named by their content
 * @param prune whether objects go that an earlier release of the set applied and this one lacks
 * @param refuseIfHeld whether a target that another run changes is refused instead of waited for
 * @param hooks name of a Job to {@code before} or {@code after}
 * @param irreversible why this release cannot be undone, or null where it can
 * @param override whether to undo a release that says that it cannot be
 * @param services of the shop that objects belong to, as they are written
 * @param dependsOn service to those that serve before it
 */
public record RolloutOptions(
        String set,
        String plan,
        Map<String, Integer> replicas,
        Map<String, String> labels,
        boolean requireDigest,
        boolean versionedConfigs,
        boolean prune,
        boolean refuseIfHeld,
        Map<String, String> hooks,
        String irreversible,
        boolean override,
        Map<WorkloadRef, String> services,
        Map<String, List<String>> dependsOn) {
    /** Nothing but the manifests as they are. */
    public static final RolloutOptions NONE = new RolloutOptions(
            null, null, Map.of(), Map.of(), false, false, false, false, Map.of(), null, false, Map.of(), Map.of());

    /** Only what is said of a set as a whole. */
    public static RolloutOptions of(String set, boolean override) {
        return new RolloutOptions(
                set, null, Map.of(), Map.of(), false, false, false, false, Map.of(), null, override, Map.of(),
                Map.of());
    }

    public RolloutOptions {
        replicas = Map.copyOf(replicas);
        labels = Map.copyOf(labels);
        hooks = Map.copyOf(hooks);
        services = Map.copyOf(services);
        dependsOn = Map.copyOf(dependsOn);
    }
}
