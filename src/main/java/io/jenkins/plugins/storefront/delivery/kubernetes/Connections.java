package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Informers;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The connections of a host. Who asks with the same login to the same cluster gets the same one, counted; who has another login, though
 * it be to the same cluster, has another connection and sees nothing of the first. One thread handles the answers of all of them.
 *
 * <p>Lives as long as the host's {@link WorkPool}. Thread-safe.
 */
final class Connections implements AutoCloseable {
    /** What nobody uses any more stays open for so long: the next rollout, or an undo, often follows at once. */
    static final Duration LINGER = Duration.ofSeconds(30);

    private final WorkPool pool;
    private final Clock clock;
    private final Map<String, Connection> open = new HashMap<>();
    private final LoginKey keys = new LoginKey();
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "storefront-cluster-answers");
        thread.setDaemon(true);
        return thread;
    });

    private Connections(WorkPool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Those of the host that {@code pool} belongs to. */
    static Connections of(WorkPool pool, Clock clock) {
        return pool.shared(Connections.class, () -> new Connections(pool, clock));
    }

    /** A connection that is given back when it is closed. Nothing is asked of the cluster yet. */
    Lease lease(ClusterEndpoint endpoint) throws DeliveryException {
        String key = keys.of(endpoint);
        synchronized (this) {
            Connection there = open.get(key);
            if (there != null) {
                there.leases++;
                return new Lease(key, there);
            }
        }
        // Reading a kubeconfig may start the program that it names, so it is done without the lock
        KubernetesClient client = Clusters.client(endpoint, answers);
        Connection made = new Connection(client, Clusters.namespace(endpoint, client), pool, clock);
        Connection used;
        synchronized (this) {
            used = open.computeIfAbsent(key, absent -> made);
            used.leases++;
        }
        if (used != made) {
            made.close();
        }
        return new Lease(key, used);
    }

    synchronized int size() {
        return open.size();
    }

    /** The right to use a connection. */
    final class Lease implements AutoCloseable {
        private final String key;
        private final Connection connection;
        private final AtomicBoolean given = new AtomicBoolean();

        private Lease(String key, Connection connection) {
            this.key = key;
            this.connection = connection;
        }

        Cluster cluster() {
            return connection.cluster();
        }

        Informers informers() {
            return connection.informers();
        }

        /** One more lease of the same connection, though this one be closed; null where it is no longer open or its login expired. */
        Lease again() {
            synchronized (Connections.this) {
                if (open.get(key) != connection) {
                    return null;
                }
                connection.leases++;
                return new Lease(key, connection);
            }
        }

        /** The login is no longer accepted: whoever asks from now on logs in anew. */
        void expired() {
            synchronized (Connections.this) {
                open.remove(key, connection);
            }
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                synchronized (Connections.this) {
                    connection.leases--;
                }
                pool.schedule(() -> closeUnused(key, connection), LINGER);
            }
        }
    }

    private void closeUnused(String key, Connection connection) {
        synchronized (this) {
            if (connection.leases > 0) {
                return;
            }
            open.remove(key, connection);
        }
        connection.close();
    }

    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            all = List.copyOf(open.values());
            open.clear();
        }
        all.forEach(Connection::close);
        answers.shutdownNow();
    }
}
