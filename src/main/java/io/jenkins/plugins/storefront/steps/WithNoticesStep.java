package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code withNotices}: who is told of the deployments inside, and where the block fails before or without one. */
public final class WithNoticesStep extends Step {
    private final Object rules;

    /** @param rules a list of maps, one map, or their YAML as a text; null for the rules of admins and of storefront.yaml alone */
    @DataBoundConstructor
    public WithNoticesStep(Object rules) {
        this.rules = Parameters.orNull(rules);
    }

    public Object getRules() {
        return rules;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            return new WithNoticesExecution(context, NoticeReader.rules(rules, "withNotices"));
        } catch (DeliveryException e) {
            throw BackgroundExecution.forPeople(e) instanceof Exception told ? told : e;
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withNotices";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.withNotices");
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(NoticeScope.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return null; // addresses are nobody's business in the list of steps
        }
    }
}
