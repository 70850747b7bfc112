package io.jenkins.plugins.storefront.delivery.model;

/** How a stage, a rollout or a deployment ended. */
public enum Outcome {
    /** Exactly what was asked for now serves. */
    SUCCEEDED,
    UNSTABLE,
    /** It failed, and what it changed was left as it is. */
    FAILED,
    /** It failed, and what served before serves again. */
    UNDONE,
    /** A person or a time limit stopped it. */
    ABORTED,
    SKIPPED;

    public boolean bad() {
        return this == FAILED || this == UNDONE || this == ABORTED;
    }
}
