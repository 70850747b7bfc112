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
import io.jenkins.plugins.storefront.steps.KubeconfigFile;
import java.io.IOException;
import java.io.Serial;
import java.util.UUID;
import jenkins.tasks.SimpleBuildWrapper;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Build wrapper of freestyle jobs: what the Pipeline step {@code withCluster} gives its block, for all build steps. */
public final class ClusterWrapper extends SimpleBuildWrapper {
    private final String cluster;
    private String namespace;

    @DataBoundConstructor
    public ClusterWrapper(String cluster) {
        this.cluster = cluster;
    }

    public String getCluster() {
        return cluster;
    }

    public String getNamespace() {
        return namespace;
    }

    /** Namespace of the context; the cluster's own by default. */
    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = namespace == null || namespace.isBlank() ? null : namespace.trim();
    }

    @Override
    public void setUp(
            Context context, Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener, EnvVars env)
            throws IOException, InterruptedException {
        String file = "kubeconfig-" + UUID.randomUUID();
        context.setDisposer(new Removal(file));
        String path = new StepRunner(run, workspace, env, launcher, listener)
                .ask(delivery -> KubeconfigFile.write(delivery, file, cluster, namespace));
        context.env(KubeconfigFile.VARIABLE, path);
    }

    /** Removes the file when the build steps have ended, however they did. */
    private static final class Removal extends SimpleBuildWrapper.Disposer {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String file;

        Removal(String file) {
            this.file = file;
        }

        @Override
        public void tearDown(Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener)
                throws IOException, InterruptedException {
            new StepRunner(run, workspace, new EnvVars(), launcher, listener).ask(delivery -> {
                KubeconfigFile.remove(delivery, file);
                return null;
            });
        }
    }

    /** Names the wrapper. */
    @Extension
    public static final class DescriptorImpl extends BuildWrapperDescriptor {
        @Override
        public String getDisplayName() {
            return Words.text("step.withCluster");
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> project) {
            return true;
        }
    }
}
