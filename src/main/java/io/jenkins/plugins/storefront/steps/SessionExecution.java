package io.jenkins.plugins.storefront.steps;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutOptions;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The wait of a companion of {@code clusterRollout}: changes what is there, and waits until it serves. Persisted: the parameters, and
 * once the plan is written down the state as JSON; otherwise as {@link ClusterRolloutExecution}.
 */
abstract class SessionExecution extends StepExecution implements RolloutSession.Host {
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

    /** Null until a plan is written down. */
    private volatile String state;

    private transient volatile RolloutSession session;

    @SuppressWarnings("serial")
    private transient volatile Future<?> beginning;

    SessionExecution(StepContext context, CompanionStep step, boolean override) {
        super(context);
        this.cluster = step.getCluster();
        this.namespace = step.getNamespace();
        this.set = step.getSet();
        this.timeout = step.getTimeout();
        this.override = override;
    }

    /** Begins what the step is for. */
    abstract void begin(RolloutSession begun, DeliveryContext delivery, DeploymentScope scope) throws Exception;

    /** The step's name in Jenkinsfiles. */
    abstract String name();

    /** Whether there is more to do after a session that ended well; begins it then. */
    boolean goesOn() {
        return false;
    }

    @Override
    public boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        try {
            begin();
        } catch (Exception e) {
            fail(e);
        }
    }

    final void begin() throws IOException, InterruptedException {
        DeliveryContext delivery = DeliveryContextFactory.of(getContext());
        DeploymentScope scope = getContext().get(DeploymentScope.class);
        WorkPool pool = delivery.pool();
        beginning = pool.submit(() -> {
            try {
                RolloutSession begun = new RolloutSession(delivery, this);
                session = begun;
                if (ending.isDone()) {
                    return; // stopped before it began
                }
                if (state == null) {
                    begin(begun, delivery, scope);
                } else {
                    begun.resume(state);
                }
            } catch (Exception e) {
                if (!pool.isClosed()) {
                    fail(e);
                } // else Jenkins stops, and it begins again after the restart
            }
        });
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
    public void persist(String json) {
        state = json;
        getContext().saveState();
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
    public void stop(Throwable cause) throws Exception {
        if (!ending.first()) {
            return;
        }
        try {
            RolloutSession running = session;
            String left = running == null ? null : running.stop();
            if (left == null) {
                left = state == null ? "nothing was changed" : "what was begun goes on in the cluster";
            }
            Future<?> task = beginning;
            if (task != null) {
                task.cancel(true);
            }
            DeliveryContext delivery = DeliveryContextFactory.of(getContext());
            delivery.events().publish(new Remark(delivery.clock().instant(), true, name(), left));
        } finally {
            getContext().onFailure(cause);
        }
    }

    final void fail(Exception e) {
        if (ending.first()) {
            getContext().onFailure(BackgroundExecution.forPeople(e));
        }
    }

    @Override
    public String getStatus() {
        return state == null ? "planning" : "waiting until it serves";
    }
}
