package io.jenkins.plugins.storefront.steps;

import java.io.Serial;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/**
 * The block of a step that begins it on a thread of the suite, while the run may be stopped at any moment. Pipeline launches a block
 * some time after it was begun; a step that ended in between would leave a block running without it. Thread-safe.
 *
 * <p>Persisted without its state: from the launch on Pipeline itself keeps and stops the block, and one that was not launched when the
 * controller stopped is begun anew.
 */
final class Block implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private transient BodyExecution body;
    private transient boolean stopped;

    /** Begins the block; false where {@link #stop} came first, and then it never runs. */
    synchronized boolean begin(BodyInvoker invoker) {
        if (!stopped) {
            body = invoker.start();
        }
        return !stopped;
    }

    /** True where the block was begun and has not ended: then it ends with {@code cause}, which its callback is told. */
    synchronized boolean stop(Throwable cause) {
        stopped = true;
        return body != null && body.cancel(cause);
    }
}
