package io.jenkins.plugins.storefront.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What a call says of an image that is put together without a Dockerfile: what is in it, and how it runs. */
public abstract class LayerParameters extends Step {
    private String base;
    private List<Map<String, String>> layers = new ArrayList<>();
    private Object entrypoint;
    private Object cmd;
    private Map<String, String> env = new LinkedHashMap<>();
    private Object ports;
    private String user;
    private String workdir;
    private Object volumes;

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
        this.layers = new ArrayList<>();
        if (layers != null) {
            layers.forEach(layer -> this.layers.add(new LinkedHashMap<>(layer))); // kinds that XStream writes
        }
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
}
