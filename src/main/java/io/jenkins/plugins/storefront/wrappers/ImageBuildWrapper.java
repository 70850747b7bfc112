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
import io.jenkins.plugins.storefront.steps.ImageBuildStep;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import jenkins.tasks.SimpleBuildWrapper;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Build wrapper of freestyle jobs: builds an image, as {@code imageBuild} does, before the build steps, and tells them by variables what
 * came of it.
 */
public final class ImageBuildWrapper extends SimpleBuildWrapper {
    private static final String VARIABLE = "STOREFRONT_IMAGE";

    private final ImageBuildStep request;

    @DataBoundConstructor
    public ImageBuildWrapper(ImageBuildStep request) {
        this.request = request;
    }

    public ImageBuildStep getRequest() {
        return request;
    }

    @Override
    public void setUp(
            Context context, Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener, EnvVars env)
            throws IOException, InterruptedException {
        Object result = new StepRunner(run, workspace, env, launcher, listener).run(request, null);
        if (result instanceof Map<?, ?> map) {
            if (map.containsKey("reference")) {
                tell(context, VARIABLE, map);
            } else {
                map.forEach((service, built) -> tell(
                        context,
                        VARIABLE + "_"
                                + String.valueOf(service)
                                        .toUpperCase(Locale.ROOT)
                                        .replace('-', '_'),
                        (Map<?, ?>) built));
            }
        }
    }

    private static void tell(Context context, String variable, Map<?, ?> built) {
        context.env(variable, String.valueOf(built.get("reference")));
        context.env(variable + "_DIGEST", String.valueOf(built.get("digest")));
        context.env(variable + "_REUSED", String.valueOf(built.get("reused")));
    }

    /** Names the wrapper. */
    @Extension
    public static final class DescriptorImpl extends BuildWrapperDescriptor {
        @Override
        public String getDisplayName() {
            return Words.text("wrapper.imageBuild");
        }

        @Override
        public boolean isApplicable(AbstractProject<?, ?> project) {
            return true;
        }
    }
}
