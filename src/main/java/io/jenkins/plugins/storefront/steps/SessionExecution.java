package io.jenkins.plugins.storefront.steps;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutOptions;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The wait of a companion of {@code clusterRollout}: changes what is there, and waits until it serves. Persisted: the parameters;
 * otherwise as {@link RolloutExecution}.
 */
abstract class SessionExecution extends RolloutExecution<RolloutSession> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration NO_ACTIVITY = Duration.ofMinutes(4);

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String cluster;
    private final String namespace;
    private final String set;
    private final int timeout;
    private final boolean override;
    private final Once ending = new Once();

    /** What an earlier version wrote with the program; null in what this one writes. */
    private volatile String state;

    SessionExecution(StepContext context, CompanionStep step, boolean override) {
        super(context);
        this.cluster = step.getCluster();
        this.namespace = step.getNamespace();
        this.set = step.getSet();
        this.timeout = step.getTimeout();
        this.override = override;
    }

    /** Whether there is more to do after a session that ended well; begins it then. */
    boolean goesOn() {
        return false;
    }

    @Override
    Once ending() {
        return ending;
    }

    @Override
    String key() {
        return id;
    }

    @Override
    final String stateBefore() {
        return state;
    }

    @Override
    RolloutSession session(DeliveryContext delivery) {
        return new RolloutSession(delivery, this);
    }

    final RolloutRequest request(DeliveryContext delivery, DeploymentScope scope) throws DeliveryException {
        ManifestParameters.Target target = ManifestParameters.Target.of(delivery, scope, cluster, namespace, name());
        return request(id, scope, target.cluster(), target.namespace());
    }

    final RolloutRequest request(String as, DeploymentScope scope, String to, String space) {
        return new RolloutRequest(
                as,
                scope == null ? null : scope.id(),
                to,
                space,
                List.of(),
                Map.of(),
                Duration.ofSeconds(timeout),
                NO_ACTIVITY,
                ClusterRolloutStep.DescriptorImpl.DEFAULT_CRASH_TOLERANCE,
                true,
                RolloutOptions.of(set, override),
                WaitRules.USUAL);
    }

    @Override
    public void ended(RolloutState last, RolloutMachine.End end) {
        state = null;
        if (end.outcome() != Outcome.SUCCEEDED) {
            fail(new AbortException(name() + " " + end.outcome() + ": " + end.verdict()));
        } else if (!goesOn()) {
            succeed(end.verdict());
        }
    }

    final void succeed(String verdict) {
        if (ending.first()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("id", id);
            result.put("outcome", Outcome.SUCCEEDED.name());
            result.put("verdict", verdict);
            getContext().onSuccess(result);
        }
    }

    @Override
    String left(boolean planned) {
        return planned ? "what was begun goes on in the cluster" : "nothing was changed";
    }

    @Override
    public String getStatus() {
        return isPlanned() ? "waiting until it serves" : "planning";
    }
}
