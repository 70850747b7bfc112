package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code clusterRestart}: starts the pods of workloads anew, one after another as their strategy says, and waits until they serve. */
public final class ClusterRestartStep extends CompanionStep {
    private Object workloads;

    @DataBoundConstructor
    public ClusterRestartStep() {}

    public Object getWorkloads() {
        return workloads;
    }

    /** One workload, or a list; all of the set by default. */
    @DataBoundSetter
    public void setWorkloads(Object workloads) {
        this.workloads = Parameters.orNull(workloads);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ClusterRestartExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "clusterRestart";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterRestart");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "workloads", "set", "namespace");
        }
    }
}
