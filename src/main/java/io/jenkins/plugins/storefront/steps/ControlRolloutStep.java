package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.RolloutCommanded;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code controlRollout}: promotes, pauses, resumes or undoes a rollout of this run that is under way in another branch. */
public final class ControlRolloutStep extends Step {
    private final String action;
    private String rollout;
    private String workload;

    @DataBoundConstructor
    public ControlRolloutStep(String action) {
        this.action = Parameters.orNull(action);
        action();
    }

    public String getAction() {
        return action;
    }

    public String getRollout() {
        return rollout;
    }

    /** Id of the rollout, as {@code clusterRollout} logs and returns it. */
    @DataBoundSetter
    public void setRollout(String rollout) {
        this.rollout = Parameters.orNull(rollout);
    }

    public String getWorkload() {
        return workload;
    }

    /** Name of a workload that is rolled out, instead of the id. */
    @DataBoundSetter
    public void setWorkload(String workload) {
        this.workload = Parameters.orNull(workload);
    }

    private RolloutAction action() {
        return Arrays.stream(RolloutAction.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "controlRollout: action must be promote, pause, resume or undo, not '" + action + "'"));
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, action().name(), rollout, workload);
    }

    /** Persisted: what is said to which rollout. Said again after a restart it changes nothing. */
    private static final class Execution extends BackgroundExecution<Void> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String action;
        private final String rollout;
        private final String workload;

        Execution(StepContext context, String action, String rollout, String workload) {
            super(context);
            this.action = action;
            this.rollout = rollout;
            this.workload = workload;
        }

        @Override
        Void run(DeliveryContext delivery) throws Exception {
            List<Release.Rollout> going = delivery.release().current().rollouts().stream()
                    .filter(one -> one.outcome() == null)
                    .filter(one -> rollout == null || one.id().equals(rollout))
                    .filter(one -> workload == null
                            || one.objects().stream().anyMatch(ref -> ref.name().equals(workload)))
                    .toList();
            if (going.size() != 1) {
                throw new DeliveryException("controlRollout: "
                        + (going.isEmpty()
                                ? "no such rollout of this run is under way"
                                : "several rollouts are under way; name one by its id (rollout) or a workload"));
            }
            delivery.events()
                    .publish(new RolloutCommanded(
                            delivery.clock().instant(),
                            going.get(0).id(),
                            RolloutAction.valueOf(action),
                            "a step of " + delivery.run().displayName()));
            return null;
        }

        @Override
        String left() {
            return "what was said to the rollout stays said";
        }

        @Override
        String name() {
            return "controlRollout";
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "controlRollout";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.controlRollout");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return String.valueOf(namedArgs.get("action"));
        }
    }
}
