package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutTask;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.Serial;
import java.util.ArrayList;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Restarts workloads. */
final class ClusterRestartExecution extends SessionExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> workloads;

    ClusterRestartExecution(StepContext context, ClusterRestartStep step) {
        super(context, step, false);
        workloads = new ArrayList<>(Parameters.texts(step.getWorkloads(), "workloads"));
    }

    @Override
    void begin(RolloutSession begun, DeliveryContext delivery, DeploymentScope scope) throws Exception {
        begun.start(request(delivery, scope), new RolloutTask.Restart(workloads));
    }

    @Override
    String name() {
        return "clusterRestart";
    }
}
