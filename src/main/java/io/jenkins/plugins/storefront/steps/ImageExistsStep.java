package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.promote.ImagePromoter;
import io.jenkins.plugins.storefront.delivery.image.promote.PromoteRequest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code imageExists}: whether a registry holds an image. */
public final class ImageExistsStep extends Step {
    private final String image;
    private String credentialsId;

    @DataBoundConstructor
    public ImageExistsStep(String image) {
        this.image = Parameters.orNull(image);
        if (this.image == null) {
            throw new IllegalArgumentException("'image' is required");
        }
    }

    public String getImage() {
        return image;
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
        return new Execution(context, image, credentialsId);
    }

    /** Looks; persisted are the parameters, and after a restart it looks again. */
    private static final class Execution extends BackgroundExecution<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String image;
        private final String credentialsId;

        Execution(StepContext context, String image, String credentialsId) {
            super(context);
            this.image = image;
            this.credentialsId = credentialsId;
        }

        @Override
        String name() {
            return "imageExists";
        }

        @Override
        String left() {
            return "stopped; it only looks";
        }

        @Override
        Boolean run(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
            return new ImagePromoter(delivery).look(name(), PromoteRequest.source(name(), image), credentialsId)
                    != null;
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "imageExists";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.imageExists");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return String.valueOf(namedArgs.get("image"));
        }
    }
}
