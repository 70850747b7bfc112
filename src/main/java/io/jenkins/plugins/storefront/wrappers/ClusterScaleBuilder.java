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
import io.jenkins.plugins.storefront.steps.ClusterScaleStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** Build step of freestyle jobs: what {@code clusterScale} does, by the same parameters. */
public final class ClusterScaleBuilder extends Builder implements SimpleBuildStep {
    private final ClusterScaleStep request;

    @DataBoundConstructor
    public ClusterScaleBuilder(ClusterScaleStep request) {
        this.request = request;
    }

    public ClusterScaleStep getRequest() {
        return request;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        new StepRunner(run, workspace, env, launcher, listener).run(request, null);
    }

    /** Names the build step. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Words.text("step.clusterScale");
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
