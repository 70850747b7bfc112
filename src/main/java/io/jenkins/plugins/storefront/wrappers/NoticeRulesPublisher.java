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
import java.io.IOException;
import jenkins.tasks.SimpleBuildStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** Post-build action of freestyle jobs: tells by rules what came of the build where its deployments have not. */
public final class NoticeRulesPublisher extends Notifier implements SimpleBuildStep {
    private final String rules;

    @DataBoundConstructor
    public NoticeRulesPublisher(String rules) {
        this.rules = rules == null ? "" : rules;
    }

    public String getRules() {
        return rules;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, IOException {
        new BuildRules(run, workspace, env, launcher, listener, rules).end(run.getResult());
    }

    /** Names the action. */
    @Extension
    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @Override
        public String getDisplayName() {
            return Words.text("notice.publisher");
        }

        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean isApplicable(Class<? extends AbstractProject> project) {
            return true;
        }
    }
}
