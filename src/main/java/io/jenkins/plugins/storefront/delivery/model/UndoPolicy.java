package io.jenkins.plugins.storefront.delivery.model;

/** What a deployment does with what it rolled out when it fails. Undo is always a declared policy, never a surprise. */
public enum UndoPolicy {
    /** Leave everything as it is and say so: the default. */
    NEVER,
    /** Go back to what served before, last rollout first. */
    ON_FAILURE
}
