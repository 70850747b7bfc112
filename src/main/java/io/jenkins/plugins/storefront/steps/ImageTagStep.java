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

/** {@code imageTag}: points more tags of its repository to an image, in the registry, and reads them back. */
public final class ImageTagStep extends Step {
    private final String image;
    private final Object tags;
    private String credentialsId;

    @DataBoundConstructor
    public ImageTagStep(String image, Object tags) {
        this.image = Parameters.orNull(image);
        this.tags = Parameters.orNull(tags);
        if (this.image == null || this.tags == null) {
            throw new IllegalArgumentException("'image' and 'tags' are required");
        }
    }

    public String getImage() {
        return image;
    }

    public Object getTags() {
        return tags;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Login to the registry; what the admin configured by default. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Parameters.orNull(credentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ImagePromoteExecution(
                context, "imageTag", image, null, Parameters.texts(tags, "tags"), credentialsId, credentialsId);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "imageTag";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.imageTag");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return namedArgs.get("image") + " as " + namedArgs.get("tags");
        }
    }
}
