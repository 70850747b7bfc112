package io.jenkins.plugins.storefront.delivery.port;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

/**
 * The suite's own threads: a bounded number for work that talks to other machines, and one timer that only hands over to them.
 * Ended with the host. Tasks must not let exceptions out; what does come out is logged.
 */
public interface WorkPool {
    /** Runs {@code task} as soon as a thread is free; cancelling with {@code true} interrupts it. */
    Future<?> submit(Runnable task);

    /** Whether the host stops: tasks that it interrupted have neither succeeded nor failed, and new ones are dropped. */
    default boolean isClosed() {
        return false;
    }

    /** Runs {@code task} on a pool thread after {@code delay}. */
    ScheduledFuture<?> schedule(Runnable task, Duration delay);

    /**
     * Something that all who work here share, such as connections: made when it is first asked for, closed with the pool.
     *
     * @param type there is one of each
     * @param make called at most once, and quick
     */
    <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make);
}
