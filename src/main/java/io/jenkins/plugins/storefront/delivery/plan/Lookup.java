package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check asks of the cluster. */
public interface Lookup {
    /**
     * The objects of a kind; nothing where this account may not look or the cluster does not know the kind, so that what cannot be
     * known is not complained of.
     *
     * @param namespace or null for a kind of the whole cluster
     */
    Optional<List<Map<String, Object>>> all(String apiVersion, String kind, String namespace) throws DeliveryException;
}
