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

/** {@code imagePromote}: copies an image by digest to another repository or registry, without a daemon, and reads it back. */
public final class ImagePromoteStep extends Step {
    private final String from;
    private final String to;
    private Object tags;
    private String credentialsId;
    private String fromCredentialsId;

    @DataBoundConstructor
    public ImagePromoteStep(String from, String to) {
        this.from = Parameters.orNull(from);
        this.to = Parameters.orNull(to);
        if (this.from == null || this.to == null) {
            throw new IllegalArgumentException("'from' (an image) and 'to' (a repository) are required");
        }
    }

    public String getFrom() {
        return from;
    }

    public String getTo() {
        return to;
    }

    public Object getTags() {
        return tags;
    }

    /** One tag, or a list; that of {@code from} by default. */
    @DataBoundSetter
    public void setTags(Object tags) {
        this.tags = Parameters.orNull(tags);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Login to the registry of {@code to}; what the admin configured by default. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Parameters.orNull(credentialsId);
    }

    public String getFromCredentialsId() {
        return fromCredentialsId;
    }

    /** Login to the registry of {@code from}; what the admin configured by default. */
    @DataBoundSetter
    public void setFromCredentialsId(String fromCredentialsId) {
        this.fromCredentialsId = Parameters.orNull(fromCredentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ImagePromoteExecution(
                context, "imagePromote", from, to, Parameters.texts(tags, "tags"), fromCredentialsId, credentialsId);
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "imagePromote";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.imagePromote");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return namedArgs.get("from") + " to " + namedArgs.get("to");
        }
    }
}
