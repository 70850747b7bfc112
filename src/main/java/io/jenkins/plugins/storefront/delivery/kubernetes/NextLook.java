package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * When a session looks next: soon, because something changed, or at a time, whatever changes. {@link #soon} may be called on any
 * thread; the rest is for whoever holds the session's lock.
 */
final class NextLook {
    /** Changes come in bursts; they are looked at together. */
    static final Duration SETTLE = Duration.ofMillis(10);

    private final WorkPool pool;
    private final Runnable look;
    private final Runnable everything;
    private final BooleanSupplier over;
    private final AtomicBoolean pending = new AtomicBoolean();
    private Future<?> timer;

    /**
     * @param look on a pool thread; calls {@link #begins} once it has the session's lock
     * @param everything called before a look at a time, on its thread
     * @param over whether nobody looks any more
     */
    NextLook(WorkPool pool, Runnable look, Runnable everything, BooleanSupplier over) {
        this.pool = pool;
        this.look = look;
        this.everything = everything;
        this.over = over;
    }

    /** A look at once, unless one is pending: where no burst of changes is to be waited for. */
    void now() {
        if (!over.getAsBoolean() && pending.compareAndSet(false, true)) {
            pool.submit(look);
        }
    }

    /** One look soon, however often this is called before it begins. */
    void soon() {
        if (!over.getAsBoolean() && pending.compareAndSet(false, true)) {
            pool.schedule(look, SETTLE);
        }
    }

    /** The pending look begins; what changes from now on needs another. */
    void begins() {
        pending.set(false);
    }

    /** A look at everything after this time, in the place of the one that was set before. */
    void in(Duration time) {
        cancel();
        timer = pool.schedule(
                () -> {
                    everything.run();
                    soon();
                },
                time);
    }

    /** No look at a time any more. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
