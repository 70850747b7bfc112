package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code imageBuild}: builds a container image, pushes it, and returns the digest that the registry answers. */
public final class ImageBuildStep extends Step {
    private String image;
    private String service;
    private Object tags;
    private String context;
    private String dockerfile;
    private String target;
    private Map<String, String> buildArgs = new LinkedHashMap<>();
    private Map<String, String> labels = new LinkedHashMap<>();
    private Boolean pull;
    private Boolean noCache;
    private boolean push = true;
    private String credentialsId;
    private String builder;
    private String base;
    private List<Map<String, String>> layers = new ArrayList<>();
    private Object entrypoint;
    private Object cmd;
    private Map<String, String> env = new LinkedHashMap<>();
    private Object ports;
    private String user;
    private String workdir;
    private Object volumes;
    private Map<String, String> secrets = new LinkedHashMap<>();
    private Object ssh;
    private Object platforms;
    private Object cacheFrom;
    private Object cacheTo;
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

    public String getContext() {
        return context;
    }

    /** Folder that Docker builds from; the current one by default. */
    @DataBoundSetter
    public void setContext(String context) {
        this.context = Parameters.orNull(context);
    }

    public String getDockerfile() {
        return dockerfile;
    }

    /** Path of the Dockerfile; that of the context by default. */
    @DataBoundSetter
    public void setDockerfile(String dockerfile) {
        this.dockerfile = Parameters.orNull(dockerfile);
    }

    public String getTarget() {
        return target;
    }

    /** Stage of the Dockerfile to build. */
    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Parameters.orNull(target);
    }

    public Map<String, String> getBuildArgs() {
        return buildArgs;
    }

    /** Build arguments; anyone can read them in the image's history. */
    @DataBoundSetter
    public void setBuildArgs(Map<String, String> buildArgs) {
        this.buildArgs = buildArgs == null ? new LinkedHashMap<>() : new LinkedHashMap<>(buildArgs);
    }

    public Map<String, String> getLabels() {
        return labels;
    }

    /** Labels; the standard OCI ones are added unless given. */
    @DataBoundSetter
    public void setLabels(Map<String, String> labels) {
        this.labels = labels == null ? new LinkedHashMap<>() : new LinkedHashMap<>(labels);
    }

    public boolean isPull() {
        return Boolean.TRUE.equals(pull);
    }

    /** Null where the call does not say. */
    Boolean pull() {
        return pull;
    }

    /** Whether to look for newer base images. */
    @DataBoundSetter
    public void setPull(boolean pull) {
        this.pull = pull;
    }

    public boolean isNoCache() {
        return Boolean.TRUE.equals(noCache);
    }

    /** Null where the call does not say. */
    Boolean noCache() {
        return noCache;
    }

    /** Whether to build every step anew. */
    @DataBoundSetter
    public void setNoCache(boolean noCache) {
        this.noCache = noCache;
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

    public String getBase() {
        return base;
    }

    /** For builds without Docker: a base image, tar:PATH or scratch. */
    @DataBoundSetter
    public void setBase(String base) {
        this.base = Parameters.orNull(base);
    }

    public List<Map<String, String>> getLayers() {
        return layers;
    }

    /** For builds without Docker: maps with from (file or folder) and into (absolute path), lowest first. */
    @DataBoundSetter
    public void setLayers(List<Map<String, String>> layers) {
        this.layers = layers == null ? new ArrayList<>() : new ArrayList<>(layers);
    }

    public Object getEntrypoint() {
        return entrypoint;
    }

    /** For builds without Docker: the command, as a list. */
    @DataBoundSetter
    public void setEntrypoint(Object entrypoint) {
        this.entrypoint = Parameters.orNull(entrypoint);
    }

    public Object getCmd() {
        return cmd;
    }

    /** For builds without Docker: its arguments, as a list. */
    @DataBoundSetter
    public void setCmd(Object cmd) {
        this.cmd = Parameters.orNull(cmd);
    }

    public Map<String, String> getEnv() {
        return env;
    }

    /** For builds without Docker: variables of the container. */
    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = env == null ? new LinkedHashMap<>() : new LinkedHashMap<>(env);
    }

    public Object getPorts() {
        return ports;
    }

    /** For builds without Docker: ports that it listens on. */
    @DataBoundSetter
    public void setPorts(Object ports) {
        this.ports = Parameters.orNull(ports);
    }

    public String getUser() {
        return user;
    }

    /** For builds without Docker: user that it runs as. */
    @DataBoundSetter
    public void setUser(String user) {
        this.user = Parameters.orNull(user);
    }

    public String getWorkdir() {
        return workdir;
    }

    /** For builds without Docker: absolute path that it starts in. */
    @DataBoundSetter
    public void setWorkdir(String workdir) {
        this.workdir = Parameters.orNull(workdir);
    }

    public Object getVolumes() {
        return volumes;
    }

    /** For builds without Docker: folders that keep data of their own. */
    @DataBoundSetter
    public void setVolumes(Object volumes) {
        this.volumes = Parameters.orNull(volumes);
    }

    public Map<String, String> getSecrets() {
        return secrets;
    }

    /** Secrets that the Dockerfile mounts: id to credential. */
    @DataBoundSetter
    public void setSecrets(Map<String, String> secrets) {
        this.secrets = secrets == null ? new LinkedHashMap<>() : new LinkedHashMap<>(secrets);
    }

    public Object getSsh() {
        return ssh;
    }

    /** SSH keys that the Dockerfile mounts: ids for the agent's own ssh-agent, or a map of ids to credentials. */
    @DataBoundSetter
    public void setSsh(Object ssh) {
        this.ssh = Parameters.orNull(ssh);
    }

    public Object getPlatforms() {
        return platforms;
    }

    /** One platform, or a list, such as linux/amd64; that of the agent by default. */
    @DataBoundSetter
    public void setPlatforms(Object platforms) {
        this.platforms = Parameters.orNull(platforms);
    }

    public Object getCacheFrom() {
        return cacheFrom;
    }

    /** One image to take steps from, or a list. */
    @DataBoundSetter
    public void setCacheFrom(Object cacheFrom) {
        this.cacheFrom = Parameters.orNull(cacheFrom);
    }

    public Object getCacheTo() {
        return cacheTo;
    }

    /** One image to put steps to, or a list. */
    @DataBoundSetter
    public void setCacheTo(Object cacheTo) {
        this.cacheTo = Parameters.orNull(cacheTo);
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
    public static final class DescriptorImpl extends StepDescriptor {
        public static final String DEFAULT_BUILDER = "auto";
        public static final String DEFAULT_MAX_AGE = "7d";
        public static final int DEFAULT_PARALLEL = 4;

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
    }
}
