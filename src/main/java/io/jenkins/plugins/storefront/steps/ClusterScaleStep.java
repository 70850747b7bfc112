package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code clusterScale}: sets the replicas of a workload, and waits until that many serve. */
public final class ClusterScaleStep extends CompanionStep {
    private final String workload;
    private final int replicas;

    @DataBoundConstructor
    public ClusterScaleStep(String workload, int replicas) {
        this.workload = Parameters.orNull(workload);
        this.replicas = replicas;
        if (this.workload == null || replicas < 0) {
            throw new IllegalArgumentException("a workload and replicas, 0 or more, are required");
        }
    }

    public String getWorkload() {
        return workload;
    }

    public int getReplicas() {
        return replicas;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ClusterScaleExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "clusterScale";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterScale");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return namedArgs.get("workload") + " to " + namedArgs.get("replicas");
        }
    }
}
