package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change of one object, as a watch tells it.
 *
 * @param version the store's version after it
 * @param object as it is after the change, or as it was last where it is gone; not to be changed
 */
public record Change(long version, Action action, Key key, ObjectNode object) {
    /** The words of the watch protocol. */
    public enum Action {
        ADDED,
        MODIFIED,
        DELETED
    }
}
