package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serializable;

/**
 * Several operations on one registry that are done in one go where the registry is asked from, over one connection. A named class of plain
 * serializable values, as tasks for agents are.
 *
 * @param <T> what comes of it
 */
public interface RegistryWork<T extends Serializable> extends Serializable {
    T with(Registry registry) throws DeliveryException, InterruptedException;
}
