package io.jenkins.plugins.storefront.delivery.settings;

/** What a notice is about; rules select by it. */
public enum Topic {
    STARTED,
    SUCCEEDED,
    /** It failed or was aborted, and what it changed was left as it is. */
    FAILED,
    /** It succeeded where the deployment before had not. */
    RECOVERED,
    /** It failed, and what served before serves again. */
    UNDONE,
    /** A person has to say yes before it goes on. */
    WAITING,
    UNSTABLE;

    /** Whether somebody has to do something about it. */
    public boolean bad() {
        return this == FAILED || this == UNDONE;
    }
}
