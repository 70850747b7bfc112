package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.ReadyRule;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says for one object of any kind whether exactly the generation that was applied serves. A controller that has not seen that
 * generation yet means progress, never success. The rules began as those of kstatus (sigs.k8s.io/cli-utils/pkg/kstatus) and are
 * sharpened by what pods, endpoints and events say.
 */
public final class Checks {
    /** Nobody reports on these: they are what they are once they were accepted. They are not looked at, nor watched. */
    private static final Set<String> PASSIVE = Set.of(
            "ClusterRole",
            "ClusterRoleBinding",
            "ConfigMap",
            "Endpoints",
            "EndpointSlice",
            "IngressClass",
            "LimitRange",
            "Namespace",
            "NetworkPolicy",
            "PriorityClass",
            "ResourceQuota",
            "Role",
            "RoleBinding",
            "Secret",
            "ServiceAccount",
            "StorageClass");

    private static final Map<String, Check> BY_KIND = Map.ofEntries(
            Map.entry("apps/Deployment", new DeploymentCheck()),
            Map.entry("apps/StatefulSet", new StatefulSetCheck()),
            Map.entry("apps/DaemonSet", new DaemonSetCheck()),
            Map.entry("apps/ReplicaSet", new ReplicaSetCheck()),
            Map.entry("batch/Job", new JobCheck()),
            Map.entry("batch/CronJob", new CronJobCheck()),
            Map.entry("/Pod", new SinglePodCheck()),
            Map.entry("/PersistentVolumeClaim", new ClaimCheck()),
            Map.entry("/Service", new ServiceCheck()),
            Map.entry("networking.k8s.io/Ingress", new IngressCheck()),
            Map.entry("gateway.networking.k8s.io/HTTPRoute", new RouteCheck()),
            Map.entry("gateway.networking.k8s.io/GRPCRoute", new RouteCheck()),
            Map.entry("gateway.networking.k8s.io/TLSRoute", new RouteCheck()),
            Map.entry("gateway.networking.k8s.io/TCPRoute", new RouteCheck()),
            Map.entry("gateway.networking.k8s.io/UDPRoute", new RouteCheck()),
            Map.entry("autoscaling/HorizontalPodAutoscaler", new AutoscalerCheck()),
            Map.entry("policy/PodDisruptionBudget", new DisruptionBudgetCheck()),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", new DefinitionCheck()),
            Map.entry("apiregistration.k8s.io/APIService", new ApiServiceCheck()));

    private static final Check OTHER = new OtherCheck();

    private Checks() {}

    /** Kinds with rules of their own. */
    static Set<String> kinds() {
        return BY_KIND.keySet().stream()
                .map(kind -> kind.substring(kind.indexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /** Whether an object of this kind says nothing more after it was accepted, unless a rule asks. */
    public static boolean isPassive(WorkloadRef ref) {
        return PASSIVE.contains(ref.kind()) && isBuiltIn(group(ref));
    }

    static boolean isBuiltIn(String group) {
        return !group.contains(".") || group.endsWith(".k8s.io") && !group.equals("gateway.networking.k8s.io");
    }

    private static String group(WorkloadRef ref) {
        int slash = ref.apiVersion().indexOf('/');
        return slash < 0 ? "" : ref.apiVersion().substring(0, slash);
    }

    /** Assesses one object. */
    public static Assessment of(RolloutState.Target target, Seen seen, RolloutState.Limits limits) {
        Look look = new Look(target, seen, limits.crashTolerance());
        WorkloadRef ref = target.ref();
        ReadyRule rule = ReadyRule.of(limits.rules().ready(), ref);
        if (rule == null && isPassive(ref)) {
            return Assessment.ready(1, "accepted");
        }
        Assessment identity = identity(look);
        if (identity != null) {
            return identity;
        } else if (rule != null) {
            return new RuleCheck(rule).assess(look);
        }
        return BY_KIND.getOrDefault(group(ref) + "/" + ref.kind(), OTHER).assess(look);
    }

    /** Whether it still is what was applied; null where it is. */
    private static Assessment identity(Look look) {
        RolloutState.Target target = look.target();
        if (look.object() == null) {
            return Assessment.failed(look.cause("Deleted", "it was deleted while it was waited for; roll out again"));
        } else if (target.uid() != null && !target.uid().equals(look.text("metadata", "uid"))) {
            return Assessment.failed(
                    look.cause("Replaced", "somebody deleted it and made another of the same name; roll out again"));
        } else if (look.has("metadata", "deletionTimestamp")) {
            return Assessment.failed(look.cause("Deleted", "somebody is deleting it; roll out again"));
        }
        long generation = look.number("metadata", "generation");
        if (generation < target.generation()) {
            return Assessment.progressing(0, 1, "the cluster shows an older state than it confirmed");
        } else if (generation > target.generation() && !movesByItself(look)) {
            return Assessment.failed(look.cause(
                    "ChangedByOthers",
                    "somebody changed it while it was waited for (generation " + generation + ", ours is "
                            + target.generation() + "); find out who, and roll out again"));
        }
        return null;
    }

    /**
     * Operators complete the objects of their kinds, an autoscaler changes replicas, a queue suspends Jobs: what matters of a workload
     * is the images of its pods.
     */
    private static boolean movesByItself(Look look) {
        List<String> images = Images.of(Fields.map(look.object(), "spec", "template", "spec"));
        return look.target().images().isEmpty() || images.equals(look.target().images());
    }
}
