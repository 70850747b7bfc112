package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code acknowledgeFailure}: somebody looks after this job's failure in an environment, so it is not escalated. */
public final class AcknowledgeFailureStep extends Step {
    private final String environment;

    @DataBoundConstructor
    public AcknowledgeFailureStep(String environment) {
        this.environment = Parameters.orNull(environment);
        if (this.environment == null) {
            throw new IllegalArgumentException("acknowledgeFailure: name an environment");
        }
    }

    public String getEnvironment() {
        return environment;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, environment);
    }

    /** Persisted: the environment. */
    private static final class Execution extends BackgroundExecution<Integer> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String environment;

        Execution(StepContext context, String environment) {
            super(context);
            this.environment = environment;
        }

        @Override
        Integer run(DeliveryContext delivery) throws Exception {
            String who = delivery.run().displayName();
            List<DeskWatch> open = delivery.desk().acknowledge(delivery.run().job() + " → " + environment, who);
            delivery.events()
                    .publish(new Remark(
                            delivery.clock().instant(),
                            false,
                            name(),
                            open.isEmpty()
                                    ? "nothing of this job waits to be acknowledged in " + environment
                                    : open.size() + " acknowledged in " + environment));
            return open.size();
        }

        /** What this run has told so far comes first: a failure a moment ago is one that can be acknowledged. */
        @Override
        Future<?> submit(DeliveryContext delivery, Runnable task) {
            new ReleaseMessages(delivery).compose(task);
            return null;
        }

        @Override
        String left() {
            return "what was acknowledged already stays so";
        }

        @Override
        String name() {
            return "acknowledgeFailure";
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "acknowledgeFailure";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.acknowledgeFailure");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return String.valueOf(namedArgs.get("environment"));
        }
    }
}
