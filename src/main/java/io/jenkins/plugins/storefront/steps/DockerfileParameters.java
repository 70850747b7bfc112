package io.jenkins.plugins.storefront.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** What a call says of an image that is built from a Dockerfile, besides what {@link LayerParameters} are. */
public abstract class DockerfileParameters extends LayerParameters {
    private String context;
    private String dockerfile;
    private String target;
    private Map<String, String> buildArgs = new LinkedHashMap<>();
    private Boolean pull;
    private Boolean noCache;
    private Map<String, String> secrets = new LinkedHashMap<>();
    private Object ssh;
    private Object cacheFrom;
    private Object cacheTo;

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
}
