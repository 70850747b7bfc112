package io.jenkins.plugins.storefront.wrappers;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.steps.ClusterRolloutStep;
import io.jenkins.plugins.storefront.steps.DeployStageStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Build step of freestyle jobs: what {@code clusterRollout} does, by the same parameters; with an environment, inside a deployment to
 * it, so that it is on record and undone as the policy says.
 */
public final class ClusterRolloutBuilder extends Builder implements SimpleBuildStep {
    private final ClusterRolloutStep request;
    private String environment;
    private String undo;

    @DataBoundConstructor
    public ClusterRolloutBuilder(ClusterRolloutStep request) {
        this.request = request;
    }

    public ClusterRolloutStep getRequest() {
        return request;
    }

    public String getEnvironment() {
        return environment;
    }

    /** Name of a configured environment; none means a rollout outside any deployment. */
    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = orNull(environment);
    }

    public String getUndo() {
        return undo;
    }

    /** {@code never} or {@code onFailure}; the environment's policy by default. */
    @DataBoundSetter
    public void setUndo(String undo) {
        this.undo = orNull(undo);
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        StepRunner runner = new StepRunner(run, workspace, env, launcher, listener);
        if (environment == null) {
            runner.run(request, null);
            return;
        }
        DeployStageStep deployment = new DeployStageStep(environment, environment);
        deployment.setUndo(undo);
        runner.run(deployment, request);
    }

    /** Names the build step. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Words.text("builder.clusterRollout");
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
