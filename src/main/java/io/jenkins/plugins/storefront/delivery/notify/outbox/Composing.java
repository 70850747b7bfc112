package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.util.HashMap;
import java.util.Map;

/** What composes notices, on the pool: that of one origin one after another, that of several side by side. Thread-safe. */
final class Composing {
    private final WorkPool pool;
    private final Runnable whenIdle;
    private final Map<String, SerialQueue> queues = new HashMap<>();

    /** {@code whenIdle} is called on a pool thread whenever an origin has nothing left. */
    Composing(WorkPool pool, Runnable whenIdle) {
        this.pool = pool;
        this.whenIdle = whenIdle;
    }

    synchronized void add(String origin, Runnable task) {
        queues.computeIfAbsent(origin, any -> new SerialQueue(pool, () -> ended(origin)))
                .add(task);
    }

    synchronized boolean idle() {
        return queues.isEmpty();
    }

    private void ended(String origin) {
        synchronized (this) {
            SerialQueue queue = queues.get(origin);
            if (queue != null && queue.idle()) {
                queues.remove(origin);
            }
        }
        whenIdle.run();
    }
}
