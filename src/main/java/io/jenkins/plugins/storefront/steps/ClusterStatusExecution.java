package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.kubernetes.ClusterPlans;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.Serial;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Looks at what serves. */
final class ClusterStatusExecution extends BackgroundExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String namespace;
    private final String set;

    ClusterStatusExecution(StepContext context, ClusterStatusStep step) {
        super(context);
        cluster = step.getCluster();
        namespace = step.getNamespace();
        set = step.getSet();
    }

    @Override
    Map<String, Object> run(DeliveryContext delivery) throws Exception {
        ManifestParameters.Target target = ManifestParameters.Target.of(
                delivery, getContext().get(DeploymentScope.class), cluster, namespace, name());
        return ClusterPlans.status(delivery, target.cluster(), target.namespace(), set);
    }

    @Override
    String left() {
        return "nothing was changed";
    }

    @Override
    String name() {
        return "clusterStatus";
    }
}
