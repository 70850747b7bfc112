package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs tasks on the pool one after another, in the order in which they came; each may take a thread of its own. Thread-safe. */
final class SerialQueue {
    private final WorkPool pool;
    private final Runnable whenIdle;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** {@code whenIdle} is called on a pool thread whenever the last task has ended. */
    SerialQueue(WorkPool pool, Runnable whenIdle) {
        this.pool = pool;
        this.whenIdle = whenIdle;
    }

    synchronized void add(Runnable task) {
        tasks.add(task);
        if (tasks.size() == 1) {
            pool.submit(this::next);
        }
    }

    synchronized boolean idle() {
        return tasks.isEmpty();
    }

    private void next() {
        Runnable task;
        synchronized (this) {
            task = tasks.peek();
        }
        try {
            task.run();
        } finally {
            ended();
        }
    }

    private void ended() {
        synchronized (this) {
            tasks.remove(); // only now, so that nobody takes a queue for idle whose last task still runs
            if (!tasks.isEmpty()) {
                pool.submit(this::next);
                return;
            }
        }
        whenIdle.run();
    }
}
