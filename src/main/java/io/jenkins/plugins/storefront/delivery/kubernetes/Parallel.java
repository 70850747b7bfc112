package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same with several objects side by side, on threads of its own that end with the call: requests mostly wait. */
final class Parallel {
    /** Requests under way at a time; the API server's priority and fairness gives one flow about as many. */
    static final int AT_ONCE = 8;

    private Parallel() {}

    /** Work that may fail. */
    @FunctionalInterface
    interface Work<T, R> {
        R of(T item) throws DeliveryException;
    }

    /**
     * The results in the order of the items.
     *
     * @throws DeliveryException the first failure in that order, when all that had begun has ended
     */
    static <T, R> List<R> map(List<T> items, Work<T, R> work) throws DeliveryException {
        List<R> results = new ArrayList<>();
        if (items.size() <= 1) {
            for (T item : items) {
                results.add(work.of(item));
            }
            return results;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, items.size()));
        try {
            List<Future<R>> under = new ArrayList<>();
            items.forEach(item -> under.add(threads.submit(() -> work.of(item))));
            for (Future<R> one : under) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeliveryException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted", e);
        } finally {
            end(threads);
        }
    }

    /** Nothing new begins; what is on its way is awaited, so that nothing is written after the call. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
