package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The open watches of one rollout. Thread-safe. */
final class Watches implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(Watches.class.getName());

    private final Runnable onChange;
    private final List<AutoCloseable> open = new ArrayList<>();
    private boolean closed;

    /** Opens one watch. */
    @FunctionalInterface
    interface Opening {
        AutoCloseable open() throws DeliveryException;
    }

    Watches(Runnable onChange) {
        this.onChange = onChange;
    }

    void add(Opening opening) throws DeliveryException {
        AutoCloseable watch = opening.open();
        synchronized (this) {
            if (!closed) {
                open.add(watch);
                return;
            }
        }
        close(watch);
    }

    void changed() {
        onChange.run();
    }

    /** What was missed meanwhile is looked up; the regular look goes on even without this watch. */
    synchronized void broken(WorkloadRef kind) {
        if (!closed) {
            LOGGER.log(Level.FINE, "The watch on {0} ended; looking instead", kind);
            onChange.run();
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(Watches::close);
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "A watch did not close cleanly", e);
        }
    }
}
