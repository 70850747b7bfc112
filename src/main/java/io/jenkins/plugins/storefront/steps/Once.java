package io.jenkins.plugins.storefront.steps;

import java.io.Serial;
import java.io.Serializable;

/**
 * Lets the first of several ends through: success, failure and abort may come at the same time. Thread-safe.
 *
 * <p>Persisted without its state: an execution that Pipeline resumes has not ended, whatever was about to end it when the controller
 * stopped.
 */
final class Once implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private transient boolean done;

    /** True for the first caller only. */
    synchronized boolean first() {
        boolean first = !done;
        done = true;
        return first;
    }

    synchronized boolean isDone() {
        return done;
    }
}
