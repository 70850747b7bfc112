package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Builds several services side by side, a few at a time, each with a branch of the log. One that fails lets the others finish. Threads of
 * its own, because waiting on the host's few would leave none to wait for.
 */
public final class ImageBuilds {
    /** Most builds at a time. */
    public static final int MOST = 32;

    private final DeliveryContext delivery;
    private final int parallel;

    /**
     * @param parallel how many at a time, 1 to {@link #MOST}
     * @throws DeliveryException if that is another number
     */
    public ImageBuilds(DeliveryContext delivery, int parallel) throws DeliveryException {
        if (parallel < 1 || parallel > MOST) {
            throw new DeliveryException("imageBuild: parallel must be from 1 to " + MOST + ", not " + parallel);
        }
        this.delivery = delivery;
        this.parallel = parallel;
    }

    /**
     * Builds all, in the order in which they were given; an interrupt stops those that run and begins no more.
     *
     * @throws DeliveryException naming each that failed, and why
     */
    public List<BuiltImage> build(Map<ServiceName, ImageBuildRequest> requests)
            throws DeliveryException, InterruptedException {
        ImageBuilder builder = new ImageBuilder(delivery);
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, requests.size()), task -> {
            Thread thread = new Thread(task, "storefront-image-build");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<ServiceName, Future<BuiltImage>> running = new LinkedHashMap<>();
            requests.forEach((name, request) ->
                    running.put(name, threads.submit(() -> builder.with(new ServiceBranch(delivery, name.value()))
                            .build(request))));
            return results(running);
        } finally {
            threads.shutdownNow();
            // What runs is stopped by its interrupt; its programs must be gone before the step is
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<BuiltImage> results(Map<ServiceName, Future<BuiltImage>> running)
            throws DeliveryException, InterruptedException {
        List<BuiltImage> built = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        DeliveryException cause = null;
        for (Map.Entry<ServiceName, Future<BuiltImage>> one : running.entrySet()) {
            try {
                built.add(one.getValue().get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof DeliveryException problem) {
                    cause = cause == null ? problem : cause;
                    failed.add(one.getKey() + ": " + problem.getMessage().replaceFirst("^imageBuild: ", ""));
                } else if (e.getCause() instanceof IOException problem) {
                    failed.add(one.getKey() + ": " + problem.getMessage());
                } else if (e.getCause() instanceof RuntimeException defect) {
                    throw defect;
                } else {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new DeliveryException(
                    "imageBuild: " + failed.size() + " of " + running.size() + " services failed: "
                            + String.join("; ", failed),
                    cause);
        }
        return built;
    }
}
