package io.jenkins.plugins.storefront.wrappers;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildWrapperDescriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.steps.SlackNotifyStep;
import java.io.IOException;
import jenkins.tasks.SimpleBuildWrapper;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Build wrapper of freestyle jobs: tells a Slack channel what came of the release when the build steps have ended, also when they
 * failed or were aborted, before the post-build actions.
 */
public final class NoticeWrapper extends SimpleBuildWrapper {
    private final SlackNotifyStep request;

    @DataBoundConstructor
    public NoticeWrapper(SlackNotifyStep request) {
        this.request = request;
    }

    public SlackNotifyStep getRequest() {
        return request;
    }

    @Override
    public void setUp(
            Context context, Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener, EnvVars env) {
        context.setDisposer(new AtEnd(request, env));
    }

    /** Not saved by any build that goes on after a restart, so the step may stay an object. */
    private static final class AtEnd extends SimpleBuildWrapper.Disposer {
        private static final long serialVersionUID = 1L;

        private final transient SlackNotifyStep request;
        private final transient EnvVars env;

        AtEnd(SlackNotifyStep request, EnvVars env) {
            this.request = request;
            this.env = env;
        }

        @Override
        public void tearDown(Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException {
            if (request != null) {
                new StepRunner(run, workspace, env, launcher, listener).run(request, null);
            }
        }
    }

    /** Names the wrapper. */
    @Extension
    public static final class DescriptorImpl extends BuildWrapperDescriptor {
        @Override
        public String getDisplayName() {
            return Words.text("wrapper.notices");
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> project) {
            return true;
        }
    }
}
