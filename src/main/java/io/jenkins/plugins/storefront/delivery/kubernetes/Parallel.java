package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the same with several objects side by side: requests mostly wait. The caller does its part, and is helped by threads that end
 * when they were idle for a while; starting one takes as long as a request.
 */
final class Parallel {
    /** Requests of one call under way at a time; the API server's priority and fairness gives one flow about as many. */
    static final int AT_ONCE = 8;

    private static final long LONGEST_LAST_ONE_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private static final ExecutorService HELPERS = helpers();

    private Parallel() {}

    /** Work that may fail. */
    @FunctionalInterface
    interface Work<T, R> {
        R of(T item) throws DeliveryException;
    }

    /** As many as are asked for: their callers are pool threads, of which there are few. */
    private static ExecutorService helpers() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "storefront-request-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The results in the order of the items.
     *
     * @throws DeliveryException the first failure in that order, when all that had begun has ended; nothing begins after a failure, nor
     *     after an interruption of the caller, which interrupts what is under way
     */
    static <T, R> List<R> map(List<T> items, Work<T, R> work) throws DeliveryException {
        Shared<T, R> shared = new Shared<>(items, work);
        for (int i = 1; i < Math.min(AT_ONCE, items.size()); i++) {
            HELPERS.execute(shared::help);
        }
        shared.help();
        return shared.results();
    }

    /** One call's items, of which whoever is free takes the next. */
    private static final class Shared<T, R> {
        private final List<T> items;
        private final Work<T, R> work;
        private final List<R> results;
        private final List<Throwable> failures;
        private final Set<Thread> busy = new HashSet<>();
        private int next;
        private boolean over;

        Shared(List<T> items, Work<T, R> work) {
            this.items = items;
            this.work = work;
            this.results = new ArrayList<>(Collections.nCopies(items.size(), null));
            this.failures = new ArrayList<>(Collections.nCopies(items.size(), null));
        }

        void help() {
            for (int i = take(); i >= 0; i = take()) {
                try {
                    done(i, work.of(items.get(i)), null);
                } catch (DeliveryException | RuntimeException | Error e) {
                    done(i, null, e);
                }
            }
        }

        /** The next item's place, or a negative number where there is none. */
        private synchronized int take() {
            if (over || next == items.size()) {
                return -1;
            }
            busy.add(Thread.currentThread());
            return next++;
        }

        private synchronized void done(int i, R result, Throwable failure) {
            results.set(i, result);
            failures.set(i, failure);
            over |= failure != null;
            busy.remove(Thread.currentThread());
            notifyAll();
        }

        synchronized List<R> results() throws DeliveryException {
            boolean interrupted = false;
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_LAST_ONE_MILLIS);
            while (!busy.isEmpty() && (!interrupted || System.nanoTime() < until)) {
                try {
                    wait(LONGEST_LAST_ONE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    over = true;
                    until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_LAST_ONE_MILLIS);
                    busy.forEach(Thread::interrupt);
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
                throw new DeliveryException("interrupted");
            }
            for (Throwable failure : failures) {
                if (failure instanceof DeliveryException refused) {
                    throw refused;
                } else if (failure != null) {
                    throw new IllegalStateException(failure);
                }
            }
            return results;
        }
    }
}
