package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** Turns the name of a configured cluster into a way to reach it. */
public interface ClusterSource {
    /**
     * Finds a cluster by name, resolving its credential now, so that short-lived tokens are fresh.
     *
     * @throws DeliveryException naming the cluster, the nearest known name, or the credential that is missing
     */
    ClusterEndpoint resolve(String cluster) throws DeliveryException;
}
