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

/** {@code clusterUndo}: back to what served before: this run's rollouts, a set's release, or one workload. */
public final class ClusterUndoStep extends CompanionStep {
    private String release;
    private Integer revision;
    private String service;
    private boolean override;

    @DataBoundConstructor
    public ClusterUndoStep() {}

    public String getRelease() {
        return release;
    }

    /** The run that rolled the release out, such as {@code shop/main #12}; needs a set. */
    @DataBoundSetter
    public void setRelease(String release) {
        this.release = Parameters.orNull(release);
    }

    public Integer getRevision() {
        return revision;
    }

    /** Number of a revision: of the set, or of the service's workload as the cluster counts it. */
    @DataBoundSetter
    public void setRevision(Integer revision) {
        this.revision = revision;
    }

    public String getService() {
        return service;
    }

    /** The service that alone goes back: of the set, or a workload. */
    @DataBoundSetter
    public void setService(String service) {
        this.service = Parameters.orNull(service);
    }

    public boolean isOverride() {
        return override;
    }

    /** Whether to undo what says that it cannot be undone; needs the permission Storefront/Override. */
    @DataBoundSetter
    public void setOverride(boolean override) {
        this.override = override;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ClusterUndoExecution(context, this);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "clusterUndo";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterUndo");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "service", "set", "release", "revision");
        }
    }
}
