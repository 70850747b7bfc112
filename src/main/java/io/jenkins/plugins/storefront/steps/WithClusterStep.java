package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code withCluster}: gives the programs of its block a kubeconfig of a configured cluster, by the variable KUBECONFIG. */
public final class WithClusterStep extends Step {
    private String cluster;
    private String namespace;

    @DataBoundConstructor
    public WithClusterStep() {}

    public String getCluster() {
        return cluster;
    }

    /** Name of a configured cluster; that of the enclosing {@code deployStage}'s environment by default. */
    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Parameters.orNull(cluster);
    }

    public String getNamespace() {
        return namespace;
    }

    /** Namespace of the context; the environment's, or the cluster's own, by default. */
    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Parameters.orNull(namespace);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithClusterExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withCluster";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.withCluster");
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
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "cluster", "namespace");
        }
    }
}
