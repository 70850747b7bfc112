package io.jenkins.plugins.storefront.wrappers;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Notifier;
import hudson.tasks.Publisher;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.steps.NotifyWebhookStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** Post-build action of freestyle jobs: what {@code notifyWebhook} does, by the same parameters. */
public final class NotifyWebhookPublisher extends Notifier implements SimpleBuildStep {
    private final NotifyWebhookStep request;

    @DataBoundConstructor
    public NotifyWebhookPublisher(NotifyWebhookStep request) {
        this.request = request;
    }

    public NotifyWebhookStep getRequest() {
        return request;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        new StepRunner(run, workspace, env, launcher, listener).run(request, null);
    }

    /** Names the action. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @Override
        public String getDisplayName() {
            return Words.text("step.notifyWebhook");
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
