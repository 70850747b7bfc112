package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Informers;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.time.Clock;

/** One login to one cluster, and what is seen with it. Shared by leases; see {@link Connections}. */
final class Connection {
    private final KubernetesClient client;
    private final Cluster cluster;
    private final Informers informers;
    /** Guarded by the {@link Connections} that made it. */
    int leases;

    Connection(KubernetesClient client, String namespace, WorkPool pool, Clock clock) {
        this.client = client;
        this.cluster = new Fabric8Cluster(client, namespace);
        this.informers = new Informers(new ApiFeed(client), pool, clock, Connections.LINGER);
    }

    Cluster cluster() {
        return cluster;
    }

    Informers informers() {
        return informers;
    }

    void close() {
        informers.close();
        client.close();
    }
}
