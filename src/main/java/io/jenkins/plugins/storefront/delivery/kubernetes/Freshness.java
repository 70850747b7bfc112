package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.util.Map;
import java.util.Objects;

/** Whether what was seen is what the cluster has: a view over a dead connection may be behind. */
final class Freshness {
    private final Eyes eyes;

    Freshness(Eyes eyes) {
        this.eyes = eyes;
    }

    /** Whether the cluster itself has what the first cause of an end was seen on, in the same version, and that is all of it. */
    boolean isCurrent(RolloutMachine.End end, RolloutState state) throws DeliveryException {
        FailureCause cause = end.causes().get(0);
        WorkloadRef ref = state.targets().stream()
                .map(RolloutState.Target::ref)
                .filter(one -> one.toString().equals(cause.subject()))
                .findFirst()
                .orElse(null);
        if (ref == null || !isCurrent(ref)) {
            return ref == null;
        }
        return cause.pod() == null
                ? !lacksPod(ref)
                : isCurrent(new WorkloadRef("v1", "Pod", ref.namespace(), cause.pod()));
    }

    /** Whether a Job counts failed pods, which say why, and none was seen: each kind is watched by itself, and pods may come later. */
    private boolean lacksPod(WorkloadRef ref) {
        return ref.kind().equals("Job") && Fields.number(eyes.get(ref), "status", "failed") > 0;
    }

    private boolean isCurrent(WorkloadRef ref) throws DeliveryException {
        return Objects.equals(version(eyes.get(ref)), version(eyes.cluster().get(ref)));
    }

    private static String version(Map<String, Object> object) {
        return Fields.text(object, "metadata", "resourceVersion");
    }
}
