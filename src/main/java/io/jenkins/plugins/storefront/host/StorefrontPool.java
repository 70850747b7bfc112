package io.jenkins.plugins.storefront.host;

import hudson.init.Terminator;
import io.jenkins.plugins.storefront.delivery.port.ThreadWorkPool;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import jenkins.util.SystemProperties;

/**
 * The suite's threads in this controller: {@value #FEWEST} workers, or as many more as the system property {@value #PROPERTY} says, and one
 * timer, ended with Jenkins. With the two that take the answers of a cluster they are eight.
 */
public final class StorefrontPool {
    static final String PROPERTY = "io.jenkins.plugins.storefront.workers";

    private static final int FEWEST = 5;

    private static ThreadWorkPool pool;

    private StorefrontPool() {}

    /** Waits hold no thread, so this bounds calls under way, not deliveries under way. */
    public static int workers() {
        return Math.max(FEWEST, SystemProperties.getInteger(PROPERTY, FEWEST));
    }

    /** Made when it is first needed. */
    public static synchronized WorkPool get() {
        if (pool == null) {
            pool = new ThreadWorkPool("storefront", workers());
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
