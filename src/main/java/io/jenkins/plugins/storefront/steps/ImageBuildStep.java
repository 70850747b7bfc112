package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code imageBuild}: builds a container image, pushes it, and returns the digest that the registry answers. Here are the parameters
 * that each build has, whatever it is built from.
 */
public final class ImageBuildStep extends DockerfileParameters {
    private String image;
    private String service;
    private Object tags;
    private Map<String, String> labels = new LinkedHashMap<>();
    private boolean push = true;
    private String credentialsId;
    private String builder;
    private Object platforms;
    private String registry;
    private Boolean reuse;
    private String maxAge;
    private boolean explain;
    private Object services;
    private int parallel = DescriptorImpl.DEFAULT_PARALLEL;

    @DataBoundConstructor
    public ImageBuildStep() {}

    public String getImage() {
        return image;
    }

    /** Repository to build, without a tag, such as registry.example.com/shop/cart; that of the service by default. */
    @DataBoundSetter
    public void setImage(String image) {
        this.image = Parameters.orNull(image);
    }

    public String getService() {
        return service;
    }

    /** Part of the shop that it is, whose storefront.yaml says what the call does not; else the last part of the image's name. */
    @DataBoundSetter
    public void setService(String service) {
        this.service = Parameters.orNull(service);
    }

    public Object getTags() {
        return tags;
    }

    /** One tag, or a list; the build number by default. */
    @DataBoundSetter
    public void setTags(Object tags) {
        this.tags = Parameters.orNull(tags);
    }

    public Map<String, String> getLabels() {
        return labels;
    }

    /** Labels; the standard OCI ones are added unless given. */
    @DataBoundSetter
    public void setLabels(Map<String, String> labels) {
        this.labels = labels == null ? new LinkedHashMap<>() : new LinkedHashMap<>(labels);
    }

    public boolean isPush() {
        return push;
    }

    /** Whether to push the image; true by default. */
    @DataBoundSetter
    public void setPush(boolean push) {
        this.push = push;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Login to the registry; what the admin configured by default. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Parameters.orNull(credentialsId);
    }

    public String getBuilder() {
        return builder == null ? DescriptorImpl.DEFAULT_BUILDER : builder;
    }

    /** Null where the call does not say. */
    String builder() {
        return builder;
    }

    /** auto (the default), docker, buildx, docker-classic, podman, buildah or jib. */
    @DataBoundSetter
    public void setBuilder(String builder) {
        this.builder = Parameters.orNull(builder);
    }

    public Object getPlatforms() {
        return platforms;
    }

    /** One platform, or a list, such as linux/amd64; that of the agent by default. */
    @DataBoundSetter
    public void setPlatforms(Object platforms) {
        this.platforms = Parameters.orNull(platforms);
    }

    public String getRegistry() {
        return registry;
    }

    /** Registry, and a path where it has one, that stands before the image or takes the place of that in storefront.yaml. */
    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = Parameters.orNull(registry);
    }

    public boolean isReuse() {
        return !Boolean.FALSE.equals(reuse);
    }

    /** Null where the call does not say. */
    Boolean reuse() {
        return reuse;
    }

    /** Whether an image of the same content that the registry holds will do; true by default. */
    @DataBoundSetter
    public void setReuse(boolean reuse) {
        this.reuse = reuse;
    }

    public String getMaxAge() {
        return maxAge == null ? DescriptorImpl.DEFAULT_MAX_AGE : maxAge;
    }

    /** Null where the call does not say. */
    String maxAge() {
        return maxAge;
    }

    /** How old such an image may be, such as 12h; 7d by default. */
    @DataBoundSetter
    public void setMaxAge(String maxAge) {
        this.maxAge = Parameters.orNull(maxAge);
    }

    public boolean isExplain() {
        return explain;
    }

    /** Whether to show what the content key is made of. */
    @DataBoundSetter
    public void setExplain(boolean explain) {
        this.explain = explain;
    }

    public Object getServices() {
        return services;
    }

    /** Services of storefront.yaml to build side by side: a list, changed or all. */
    @DataBoundSetter
    public void setServices(Object services) {
        this.services = Parameters.orNull(services);
    }

    public int getParallel() {
        return parallel;
    }

    /** How many services are built at a time, 1 to 32; 4 by default. */
    @DataBoundSetter
    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ImageBuildExecution(context, this);
    }

    /** Names the step and its defaults. */
    @Extension
    public static final class DescriptorImpl extends MapFieldsDescriptor<ImageBuildStep> {
        public static final String DEFAULT_BUILDER = "auto";
        public static final String DEFAULT_MAX_AGE = "7d";
        public static final int DEFAULT_PARALLEL = 4;

        public DescriptorImpl() {
            super(List.of(
                    new MapField<>(
                            "buildArgs", MapLines.TEXTS, ImageBuildStep::getBuildArgs, ImageBuildStep::setBuildArgs),
                    new MapField<>("secrets", MapLines.TEXTS, ImageBuildStep::getSecrets, ImageBuildStep::setSecrets),
                    new MapField<>("labels", MapLines.TEXTS, ImageBuildStep::getLabels, ImageBuildStep::setLabels),
                    new MapField<>("layers", MapLines.LAYERS, ImageBuildStep::getLayers, ImageBuildStep::setLayers),
                    new MapField<>("env", MapLines.TEXTS, ImageBuildStep::getEnv, ImageBuildStep::setEnv)));
        }

        @Override
        public String getFunctionName() {
            return "imageBuild";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.imageBuild");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "service", "services", "image");
        }

        @POST
        public FormValidation doCheckBuildArgs(@QueryParameter String value) {
            return check("buildArgs", value);
        }

        @POST
        public FormValidation doCheckSecrets(@QueryParameter String value) {
            return check("secrets", value);
        }

        @POST
        public FormValidation doCheckLabels(@QueryParameter String value) {
            return check("labels", value);
        }

        @POST
        public FormValidation doCheckLayers(@QueryParameter String value) {
            return check("layers", value);
        }

        @POST
        public FormValidation doCheckEnv(@QueryParameter String value) {
            return check("env", value);
        }
    }
}
