package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.strategy.RolloutStrategy;
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

/** {@code clusterRollout}: applies manifests to a Kubernetes cluster and waits until exactly they serve, or says why not. */
public final class ClusterRolloutStep extends Step {
    private String cluster;
    private String namespace;
    private Object manifests;
    private String text;
    private Map<String, String> images = new LinkedHashMap<>();
    private int timeout = DescriptorImpl.DEFAULT_TIMEOUT;
    private int noActivityTimeout = DescriptorImpl.DEFAULT_NO_ACTIVITY_TIMEOUT;
    private int crashTolerance = DescriptorImpl.DEFAULT_CRASH_TOLERANCE;
    private boolean forceConflicts;
    private Map<String, String> ready = new LinkedHashMap<>();
    private int settleTime = DescriptorImpl.DEFAULT_SETTLE_TIME;
    private boolean showLogs;
    private boolean propagate = DescriptorImpl.DEFAULT_PROPAGATE;
    private RolloutStrategy strategy;

    @DataBoundConstructor
    public ClusterRolloutStep() {}

    public String getCluster() {
        return cluster;
    }

    /** Name of a configured cluster; that of the enclosing {@code deployStage}'s environment by default. */
    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Parameters.orNull(cluster);
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Parameters.orNull(namespace);
    }

    public Object getManifests() {
        return manifests;
    }

    /** A glob, or a list of globs, in the workspace; those of storefront.yaml by default, where there is no text either. */
    @DataBoundSetter
    public void setManifests(Object manifests) {
        this.manifests = Parameters.orNull(manifests);
    }

    public String getText() {
        return text;
    }

    /** Manifests as YAML or JSON, besides or instead of files. */
    @DataBoundSetter
    public void setText(String text) {
        this.text = Parameters.orNull(text);
    }

    public Map<String, String> getImages() {
        return images;
    }

    @DataBoundSetter
    public void setImages(Map<String, String> images) {
        this.images = images == null ? new LinkedHashMap<>() : new LinkedHashMap<>(images);
    }

    public int getTimeout() {
        return timeout;
    }

    /** Seconds, at least 1. */
    @DataBoundSetter
    public void setTimeout(int timeout) {
        this.timeout = Math.max(1, timeout);
    }

    public int getNoActivityTimeout() {
        return noActivityTimeout;
    }

    /** Seconds, at least 1. */
    @DataBoundSetter
    public void setNoActivityTimeout(int noActivityTimeout) {
        this.noActivityTimeout = Math.max(1, noActivityTimeout);
    }

    public int getCrashTolerance() {
        return crashTolerance;
    }

    /** Restarts of a container that are forgiven, 0 or more. */
    @DataBoundSetter
    public void setCrashTolerance(int crashTolerance) {
        this.crashTolerance = Math.max(0, crashTolerance);
    }

    public boolean isForceConflicts() {
        return forceConflicts;
    }

    @DataBoundSetter
    public void setForceConflicts(boolean forceConflicts) {
        this.forceConflicts = forceConflicts;
    }

    public Map<String, String> getReady() {
        return ready;
    }

    /** Kind to what makes one of it ready: {@code Ready=True}, {@code .status.phase=Running}, {@code accepted}. */
    @DataBoundSetter
    public void setReady(Map<String, String> ready) {
        this.ready = ready == null ? new LinkedHashMap<>() : new LinkedHashMap<>(ready);
    }

    public int getSettleTime() {
        return settleTime;
    }

    /** Seconds in which all must go on serving without a restart, 0 or more. */
    @DataBoundSetter
    public void setSettleTime(int settleTime) {
        this.settleTime = Math.max(0, settleTime);
    }

    public boolean isShowLogs() {
        return showLogs;
    }

    /** Whether log lines of the new containers are shown while it waits. */
    @DataBoundSetter
    public void setShowLogs(boolean showLogs) {
        this.showLogs = showLogs;
    }

    public boolean isPropagate() {
        return propagate;
    }

    /** Whether a failed rollout fails the step; else its result says so. */
    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    public RolloutStrategy getStrategy() {
        return strategy;
    }

    /** How the new version comes to serve; rolling by default. */
    @DataBoundSetter
    public void setStrategy(RolloutStrategy strategy) {
        this.strategy = strategy;
    }

    List<String> globs() {
        return manifests == null ? List.of() : new ArrayList<>(Parameters.texts(manifests, "manifests"));
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new ClusterRolloutExecution(context, this);
    }

    /** Names the step and its defaults. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        /** Seconds. */
        public static final int DEFAULT_TIMEOUT = 600;

        /** Seconds. */
        public static final int DEFAULT_NO_ACTIVITY_TIMEOUT = 240;

        public static final int DEFAULT_CRASH_TOLERANCE = 1;

        /** Seconds. */
        public static final int DEFAULT_SETTLE_TIME = 0;

        public static final boolean DEFAULT_PROPAGATE = true;

        @Override
        public String getFunctionName() {
            return "clusterRollout";
        }

        @Override
        public String getDisplayName() {
            return "Roll out to a Kubernetes cluster";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
