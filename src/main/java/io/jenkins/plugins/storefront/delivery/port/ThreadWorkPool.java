package io.jenkins.plugins.storefront.delivery.port;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The {@link WorkPool} of both hosts: at most {@code threads} daemon threads, started on demand and ended after 30 s idle. */
public final class ThreadWorkPool implements WorkPool, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ThreadWorkPool.class.getName());

    private static final Duration LAST_MOMENT = Duration.ofSeconds(3);

    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService timer;
    private final Map<Class<?>, AutoCloseable> shared = new ConcurrentHashMap<>();

    public ThreadWorkPool(String name, int threads) {
        workers = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons(name + "-worker-"),
                new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor later =
                new ScheduledThreadPoolExecutor(1, daemons(name + "-timer-"), new ThreadPoolExecutor.DiscardPolicy());
        later.setRemoveOnCancelPolicy(true); // waits put their next look off again and again
        timer = later;
    }

    @Override
    public Future<?> submit(Runnable task) {
        return workers.submit(guarded(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Duration delay) {
        return timer.schedule(
                () -> workers.execute(guarded(task)), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isClosed() {
        return workers.isShutdown();
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make) {
        return type.cast(shared.computeIfAbsent(type, absent -> make.get()));
    }

    /**
     * Interrupts what runs, and forgets what waits and what comes later. What was interrupted has a moment to put its files in order:
     * whoever closes may take the folder away next.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        shared.values().forEach(ThreadWorkPool::close);
        try {
            if (!workers.awaitTermination(LAST_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.log(Level.FINE, "A background task goes on although interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "Something that the pool's users shared did not close cleanly", e);
        }
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // A host that ends takes away under a task's feet what it needs, its classes too
                LOGGER.log(isClosed() ? Level.FINE : Level.SEVERE, "A background task failed unexpectedly", e);
                throw e;
            }
        };
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
