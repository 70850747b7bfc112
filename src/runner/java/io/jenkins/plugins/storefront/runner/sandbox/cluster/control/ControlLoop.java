package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.api.PodLogs;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.HistoryGoneException;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs all controllers, again and again until nothing changes, then waits for a change or for the time that one of them asked for.
 * A test calls {@link #pass} itself, with a clock of its own, instead of {@link #start}.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ControlLoop.class.getName());

    /** More rounds than any set of objects needs; a loop between controllers is an error of ours. */
    private static final int MOST_ROUNDS = 500;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Control control;
    private final Kubelet kubelet;
    private final List<Controller> controllers = new ArrayList<>();
    private Thread thread;
    /** The store's version that the last pass came to rest at. */
    private long seen;

    /**
     * A loop over the objects of {@code store}.
     *
     * @param pullProblem says why an image cannot be pulled, or null where it can
     */
    public ControlLoop(
            ObjectStore store,
            ResourceTypes types,
            Clock clock,
            Behaviours behaviours,
            Function<String, String> pullProblem) {
        this.store = store;
        this.control = new Control(store, types, clock);
        this.kubelet = new Kubelet(behaviours, pullProblem);
        controllers.add(new ClusterBasics());
        controllers.addAll(SupportControllers.all());
        controllers.addAll(List.of(
                new DeploymentController(),
                new ReplicaSetController(),
                new StatefulSetController(),
                new DaemonSetController(),
                new JobController(),
                kubelet,
                new EndpointsController(),
                new DisruptionController(),
                new GarbageCollector()));
    }

    public PodLogs logs() {
        return kubelet;
    }

    /** Lets the controllers work until nothing changes; returns when the next pass is due at the latest. */
    public Instant pass() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean changed = store.atomically(() -> {
                long before = store.version();
                control.takeWake();
                controllers.forEach(one -> one.reconcile(control));
                seen = store.version();
                return seen != before;
            });
            if (!changed) {
                return control.takeWake();
            }
        }
        throw new IllegalStateException("the controllers of the sandbox do not come to rest");
    }

    /** Keeps passing on a thread of its own until closed. */
    public synchronized void start() {
        thread = new Thread(this::run, "sandbox-controllers");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Instant due = pass();
                Duration rest = Duration.between(
                        control.now(),
                        due.isAfter(control.now().plus(LONGEST_REST))
                                ? control.now().plus(LONGEST_REST)
                                : due);
                store.changesAfter(seen, rest.isNegative() ? Duration.ZERO : rest);
            } catch (InterruptedException e) {
                return;
            } catch (HistoryGoneException e) {
                // It looks at what is there, not at history
                continue;
            } catch (RuntimeException e) {
                LOGGER.log(Level.SEVERE, "A controller of the sandbox cluster failed; the cluster stands still", e);
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
