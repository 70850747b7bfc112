package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code clusterDiff}: what a rollout would change, per object and field; a plan that {@code clusterRollout} may carry out. */
public final class ClusterDiffStep extends ManifestStep {
    @DataBoundConstructor
    public ClusterDiffStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new ClusterDiffExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends ManifestDescriptor<ClusterDiffStep> {
        public DescriptorImpl() {
            super(List.of());
        }

        @Override
        public String getFunctionName() {
            return "clusterDiff";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterDiff");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "manifests", "kustomize", "helmChart", "set");
        }
    }
}
