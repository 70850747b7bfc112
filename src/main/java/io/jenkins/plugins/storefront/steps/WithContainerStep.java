package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code withContainer}: runs an image beside the steps of its block, which begin when it is up, and always removes it. */
public final class WithContainerStep extends Step {
    private final String image;
    private String name;
    private Object ports;
    private Map<String, String> env = new LinkedHashMap<>();
    private Object cmd;
    private Object waitFor;
    private int timeout = DescriptorImpl.DEFAULT_TIMEOUT;
    private String credentialsId;
    private String engine;

    @DataBoundConstructor
    public WithContainerStep(String image) {
        this.image = Parameters.orNull(image);
        if (this.image == null) {
            throw new IllegalArgumentException("'image' is required");
        }
    }

    public String getImage() {
        return image;
    }

    public String getName() {
        return name == null ? DescriptorImpl.DEFAULT_NAME : name;
    }

    /** Begin of the block's variables; container by default. */
    @DataBoundSetter
    public void setName(String name) {
        this.name = Parameters.orNull(name);
    }

    public Object getPorts() {
        return ports;
    }

    /** Ports of the container to publish, one or a list. */
    @DataBoundSetter
    public void setPorts(Object ports) {
        this.ports = Parameters.orNull(ports instanceof Number ? ports.toString() : ports);
    }

    public Map<String, String> getEnv() {
        return env;
    }

    /** Variables of the container. */
    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = env == null ? new LinkedHashMap<>() : new LinkedHashMap<>(env);
    }

    public Object getCmd() {
        return cmd;
    }

    /** Arguments after the image, as a list. */
    @DataBoundSetter
    public void setCmd(Object cmd) {
        this.cmd = Parameters.orNull(cmd);
    }

    public Object getWaitFor() {
        return waitFor;
    }

    /** What must hold before the block begins: a text, a map, or a list of them. */
    @DataBoundSetter
    public void setWaitFor(Object waitFor) {
        this.waitFor = Parameters.orNull(waitFor);
    }

    public int getTimeout() {
        return timeout;
    }

    /** Longest wait for each, in seconds. */
    @DataBoundSetter
    public void setTimeout(int timeout) {
        if (timeout < 1) {
            throw new IllegalArgumentException("'timeout' is at least one second");
        }
        this.timeout = timeout;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Login to the image's registry; what the admin configured by default. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Parameters.orNull(credentialsId);
    }

    public String getEngine() {
        return engine == null ? DescriptorImpl.DEFAULT_ENGINE : engine;
    }

    /** auto (the default), docker or podman. */
    @DataBoundSetter
    public void setEngine(String engine) {
        this.engine = Parameters.orNull(engine);
    }

    /** Texts and maps. */
    List<?> waits() {
        return waitFor instanceof List<?> list ? list : waitFor == null ? List.of() : List.of(waitFor);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithContainerExecution(context, this);
    }

    /** Names the step and its defaults. */
    @Extension
    public static final class DescriptorImpl extends MapFieldsDescriptor<WithContainerStep> {
        /** In seconds. */
        public static final int DEFAULT_TIMEOUT = 60;

        public static final String DEFAULT_NAME = "container";

        public static final String DEFAULT_ENGINE = "auto";

        public DescriptorImpl() {
            super(List.of(new MapField<>("env", MapLines.TEXTS, WithContainerStep::getEnv, WithContainerStep::setEnv)));
        }

        @Override
        public String getFunctionName() {
            return "withContainer";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.withContainer");
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(EnvironmentExpander.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return String.valueOf(namedArgs.get("image"));
        }

        @POST
        public FormValidation doCheckEnv(@QueryParameter String value) {
            return check("env", value);
        }
    }
}
