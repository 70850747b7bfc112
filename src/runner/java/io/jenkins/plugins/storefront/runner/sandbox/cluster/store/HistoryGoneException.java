package io.jenkins.plugins.storefront.runner.sandbox.cluster.store;

/** What is asked for lies further back than the store remembers: the API's 410 Gone. */
public final class HistoryGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryGoneException(long asked, long oldest) {
        super("too old resource version: " + asked + " (" + oldest + ")");
    }
}
