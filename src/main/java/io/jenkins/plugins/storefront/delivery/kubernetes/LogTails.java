package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows what new containers write while a rollout waits, as {@link ProcessOutput}. A container is followed from when it runs until it
 * ends or the wait does; no thread is held. Bounded: a log is not the place for the traffic of a shop.
 */
final class LogTails implements AutoCloseable {
    private static final int MOST_CONTAINERS = 20;
    private static final int MOST_LINES = 200;

    private final DeliveryContext delivery;
    private final Map<String, AutoCloseable> followed = new HashMap<>();
    private final Queue<ProcessOutput> said = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean saying = new AtomicBoolean();
    private final Object publishing = new Object();
    private boolean closed;

    LogTails(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** Follows what has begun to run since the last look. */
    void look(Map<WorkloadRef, Seen> seen, Eyes eyes) {
        seen.forEach((ref, look) -> {
            if (!ref.kind().equals("Service")) {
                look.pods().forEach(pod -> containers(ref, pod, eyes));
            }
        });
    }

    private void containers(WorkloadRef ref, Map<String, Object> pod, Eyes eyes) {
        if (Fields.at(pod, "metadata", "deletionTimestamp") != null) {
            return;
        }
        String name = Fields.text(pod, "metadata", "name");
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Object status : Fields.list(pod, "status", list)) {
                if (Fields.at(status, "state", "running", "startedAt") != null) {
                    follow(
                            ref.namespace(),
                            name,
                            Fields.text(status, "name"),
                            Fields.number(status, "restartCount"),
                            eyes);
                }
            }
        }
    }

    private synchronized void follow(String namespace, String pod, String container, long restarts, Eyes eyes) {
        String key = pod + "/" + container + "#" + restarts;
        if (closed || followed.size() >= MOST_CONTAINERS || followed.containsKey(key)) {
            return;
        }
        String source = pod + "/" + container;
        int[] lines = {0};
        followed.put(key, eyes.cluster().follow(namespace, pod, container, MOST_LINES, line -> {
            if (lines[0]++ < MOST_LINES) {
                say(new ProcessOutput(delivery.clock().instant(), source, line));
            }
        }));
    }

    /** In order, and on the pool: the client's thread must not wait for a disk. */
    private void say(ProcessOutput output) {
        said.add(output);
        if (saying.compareAndSet(false, true)) {
            delivery.pool().submit(this::publish);
        }
    }

    private void publish() {
        saying.set(false);
        synchronized (publishing) {
            for (ProcessOutput next = said.poll(); next != null; next = said.poll()) {
                delivery.events().publish(next);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(LogTails::quietly);
        followed.clear();
    }

    private static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException("following a log ends without failing", e);
        }
    }
}
