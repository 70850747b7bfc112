package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.strategy.RolloutStrategy;
import io.jenkins.plugins.storefront.strategy.ShopStrategy;
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

/** {@code clusterRollout}: applies manifests to a Kubernetes cluster and waits until exactly they serve, or says why not. */
public final class ClusterRolloutStep extends ManifestStep {
    private int timeout = DescriptorImpl.DEFAULT_TIMEOUT;
    private int noActivityTimeout = DescriptorImpl.DEFAULT_NO_ACTIVITY_TIMEOUT;
    private int crashTolerance = DescriptorImpl.DEFAULT_CRASH_TOLERANCE;
    private Map<String, String> ready = new LinkedHashMap<>();
    private int settleTime = DescriptorImpl.DEFAULT_SETTLE_TIME;
    private boolean showLogs;
    private boolean propagate = DescriptorImpl.DEFAULT_PROPAGATE;
    private RolloutStrategy strategy = new ShopStrategy();

    private String plan;
    private String concurrency;

    @DataBoundConstructor
    public ClusterRolloutStep() {}

    public String getPlan() {
        return plan;
    }

    /** What {@code clusterDiff} returned as {@code plan}: it is carried out as it was shown, or not at all. */
    @DataBoundSetter
    public void setPlan(String plan) {
        this.plan = Parameters.orNull(plan);
    }

    public String getConcurrency() {
        return concurrency;
    }

    /** {@code wait} (the default) or {@code refuse}: what happens while another run changes the same target. */
    @DataBoundSetter
    public void setConcurrency(String concurrency) {
        this.concurrency =
                Parameters.oneOf(concurrency, "concurrency", ManifestParameters.WAIT, ManifestParameters.REFUSE);
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

    /** How the new version comes to serve; as {@code storefront.yaml} says by default, and rolling where it says nothing. */
    @DataBoundSetter
    public void setStrategy(RolloutStrategy strategy) {
        this.strategy = strategy == null ? new ShopStrategy() : strategy;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new ClusterRolloutExecution(context, this);
    }

    /** Names the step and its defaults. */
    @Extension
    public static final class DescriptorImpl extends ManifestDescriptor<ClusterRolloutStep> {
        /** Seconds. */
        public static final int DEFAULT_TIMEOUT = 600;

        /** Seconds. */
        public static final int DEFAULT_NO_ACTIVITY_TIMEOUT = 240;

        public static final int DEFAULT_CRASH_TOLERANCE = 1;

        /** Seconds. */
        public static final int DEFAULT_SETTLE_TIME = 0;

        public static final boolean DEFAULT_PROPAGATE = true;

        public DescriptorImpl() {
            super(List.of(new MapField<>(
                    "ready", MapLines.TEXTS, ClusterRolloutStep::getReady, ClusterRolloutStep::setReady)));
        }

        @Override
        public String getFunctionName() {
            return "clusterRollout";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.clusterRollout");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @POST
        public FormValidation doCheckReady(@QueryParameter String value) {
            return check("ready", value);
        }
    }
}
