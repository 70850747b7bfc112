package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.kubernetes.ClusterPlans;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Makes a plan; done again after a restart, it makes it anew under the same id. */
final class ClusterDiffExecution extends BackgroundExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final ManifestParameters parameters;

    ClusterDiffExecution(StepContext context, ClusterDiffStep step) {
        super(context);
        parameters = new ManifestParameters(name(), step, null, null);
    }

    @Override
    Map<String, Object> run(DeliveryContext delivery) throws Exception {
        ManifestParameters.Found found = parameters.find(delivery, getContext().get(DeploymentScope.class));
        return ClusterPlans.diff(
                delivery,
                new RolloutRequest(
                        id,
                        null,
                        found.cluster(),
                        found.namespace(),
                        found.manifests(),
                        parameters.images(),
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        parameters.force(),
                        found.options(),
                        WaitRules.USUAL));
    }

    @Override
    String left() {
        return "nothing was changed";
    }

    @Override
    String name() {
        return "clusterDiff";
    }
}
