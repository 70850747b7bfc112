package io.jenkins.plugins.storefront.steps;

import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What the companions of {@code clusterRollout} share: where they work, and how long they wait. */
public abstract class CompanionStep extends Step {
    /** Seconds. */
    public static final int DEFAULT_TIMEOUT = 600;

    private String cluster;
    private String namespace;
    private String set;
    private int timeout = DEFAULT_TIMEOUT;

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

    /** The environment's, or the cluster's own, by default. */
    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Parameters.orNull(namespace);
    }

    public String getSet() {
        return set;
    }

    /** Name of the set that it is about. */
    @DataBoundSetter
    public void setSet(String set) {
        this.set = Parameters.label(set, "set");
    }

    public int getTimeout() {
        return timeout;
    }

    /** Seconds, at least 1. */
    @DataBoundSetter
    public void setTimeout(int timeout) {
        this.timeout = Math.max(1, timeout);
    }
}
