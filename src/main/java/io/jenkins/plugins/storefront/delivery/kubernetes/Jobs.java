package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.plan.Hooks;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.plan.Overrides;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.util.List;
import java.util.Map;

/**
 * Runs Jobs, which cannot be changed: one of before makes room for the next of its name. A hook runs once per release: what this run has
 * begun or ended with the same content is not run again.
 */
final class Jobs {
    private static final int LOG_LINES = 200;

    private final DeliveryContext delivery;
    private final Cluster cluster;

    Jobs(DeliveryContext delivery, Cluster cluster) {
        this.delivery = delivery;
        this.cluster = cluster;
    }

    /** The Job as it is in the cluster then. */
    Map<String, Object> run(Manifest manifest, boolean force, String rollout) throws DeliveryException {
        if (Hooks.when(manifest) == null) {
            return plain(manifest, force);
        }
        String release =
                delivery.run().displayName() + " " + VersionedConfigs.hash(Fields.map(manifest.object(), "spec"));
        Map<String, Object> there = cluster.get(manifest.ref());
        if (there != null && Fields.at(there, "metadata", "deletionTimestamp") == null) {
            String ran = String.valueOf(Marks.annotation(there, Marks.RELEASE));
            boolean ours = ran.startsWith(release + " ");
            // What failed in an earlier try of this run is tried again, but not what failed in this very rollout
            if (ours && (!Fields.isTrue(there, "Failed") || ran.equals(release + " " + rollout))) {
                return there;
            }
        }
        Manifest marked = Overrides.annotated(manifest, Marks.RELEASE, release + " " + rollout);
        return there == null ? cluster.apply(marked, force) : cluster.applyAnew(marked);
    }

    private Map<String, Object> plain(Manifest manifest, boolean force) throws DeliveryException {
        try {
            return cluster.apply(manifest, force);
        } catch (ClusterRefusal e) {
            if (!e.getMessage().contains("immutable")) {
                throw e;
            }
            return cluster.applyAnew(manifest);
        }
    }

    /** Tells the last log lines of the hooks that ended between two looks. */
    void tellLogs(RolloutState before, RolloutState after) throws DeliveryException {
        for (RolloutState.Group group : after.groups()) {
            if (group.name().equals("(before)") || group.name().equals("(after)")) {
                for (RolloutState.Target target : after.targets()) {
                    if (group.objects().contains(target.ref())
                            && target.ready()
                            && before.targets().stream()
                                    .noneMatch(one -> one.ref().equals(target.ref()) && one.ready())) {
                        tellLog(target);
                    }
                }
            }
        }
    }

    private void tellLog(RolloutState.Target job) throws DeliveryException {
        String namespace = job.ref().namespace();
        for (Map<String, Object> pod : cluster.list("v1", "Pod", namespace, Map.of())) {
            if (!isOwned(pod, job.uid())) {
                continue;
            }
            for (Object container : Fields.list(pod, "spec", "containers")) {
                List<String> lines = cluster.log(
                        namespace,
                        Fields.text(pod, "metadata", "name"),
                        Fields.text(container, "name"),
                        false,
                        LOG_LINES);
                lines.forEach(line -> delivery.events()
                        .publish(new ProcessOutput(
                                delivery.clock().instant(), job.ref().toString(), line)));
            }
        }
    }

    private static boolean isOwned(Map<String, Object> pod, String uid) {
        return Fields.list(pod, "metadata", "ownerReferences").stream()
                .anyMatch(owner -> uid.equals(Fields.text(owner, "uid")));
    }
}
