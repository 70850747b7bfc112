package io.jenkins.plugins.storefront.host;

import hudson.init.Terminator;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;

/**
 * The suite's threads in this controller: at most {@link #THREADS} workers and one timer, ended with Jenkins. With the two that take
 * the answers of a cluster they are eight.
 */
public final class StorefrontPool {
    /** Waits hold no thread, so this bounds calls under way, not deliveries under way. */
    static final int THREADS = 5;

    private static ThreadWorkPool pool;

    private StorefrontPool() {}

    static synchronized WorkPool get() {
        if (pool == null) {
            pool = new ThreadWorkPool("storefront", THREADS);
        }
        return pool;
    }

    /** Called by Jenkins when it stops. */
    @Terminator
    public static void close() {
        JenkinsOutbox.close();
        end();
    }

    private static synchronized void end() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }
}
