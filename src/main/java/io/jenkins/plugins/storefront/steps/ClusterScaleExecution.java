package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutTask;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.Serial;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Scales a workload. */
final class ClusterScaleExecution extends SessionExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String workload;
    private final int replicas;

    ClusterScaleExecution(StepContext context, ClusterScaleStep step) {
        super(context, step, false);
        workload = step.getWorkload();
        replicas = step.getReplicas();
    }

    @Override
    void begin(RolloutSession begun, DeliveryContext delivery, DeploymentScope scope) throws Exception {
        begun.start(request(delivery, scope), new RolloutTask.Scale(workload, replicas));
    }

    @Override
    String name() {
        return "clusterScale";
    }
}
