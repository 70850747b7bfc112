package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code clusterStatus}: what serves right now, as data and as a table in the log. */
public final class ClusterStatusStep extends CompanionStep {
    @DataBoundConstructor
    public ClusterStatusStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new ClusterStatusExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "clusterStatus";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterStatus");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "set", "namespace", "cluster");
        }
    }
}
