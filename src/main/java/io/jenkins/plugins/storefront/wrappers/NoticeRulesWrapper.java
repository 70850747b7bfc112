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
import java.io.IOException;
import jenkins.tasks.SimpleBuildWrapper;
import org.kohsuke.stapler.DataBoundConstructor;

/** Build wrapper of freestyle jobs: what {@code withNotices} does, around the build steps; the rules are YAML. */
public final class NoticeRulesWrapper extends SimpleBuildWrapper {
    private final String rules;

    @DataBoundConstructor
    public NoticeRulesWrapper(String rules) {
        this.rules = rules == null ? "" : rules;
    }

    public String getRules() {
        return rules;
    }

    @Override
    public void setUp(
            Context context, Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener, EnvVars env)
            throws IOException, InterruptedException {
        new BuildRules(run, workspace, env, launcher, listener, rules).begin();
        context.setDisposer(new AtEnd(rules, env));
    }

    /** Not saved by any build that goes on after a restart. */
    private static final class AtEnd extends SimpleBuildWrapper.Disposer {
        private static final long serialVersionUID = 1L;

        private final String rules;
        private final transient EnvVars env;

        AtEnd(String rules, EnvVars env) {
            this.rules = rules;
            this.env = env;
        }

        @Override
        public void tearDown(Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException {
            new BuildRules(run, workspace, env == null ? new EnvVars() : env, launcher, listener, rules)
                    .end(run.getResult());
        }
    }

    /** Names the wrapper. */
    @Extension
    public static final class DescriptorImpl extends BuildWrapperDescriptor {
        @Override
        public String getDisplayName() {
            return Words.text("notice.wrapper");
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> project) {
            return true;
        }
    }
}
