package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Collection;

/** Looks credentials up for the run, with the run's rights, and hides what they held in everything that is written. */
public interface SecretStore {
    /**
     * Finds a credential that this run may use.
     *
     * @param id as configured
     * @param kind wanted form
     * @param purpose where it is used, such as a URL, for domain matching and messages
     * @throws DeliveryException naming the id if there is none, the run may not use it, or it is of another kind
     */
    <T extends Credential> T find(String id, Class<T> kind, String purpose) throws DeliveryException;

    /** The known ids of that kind, for messages only; empty where the host does not tell. */
    Collection<String> known(Class<? extends Credential> kind);

    /** Replaces every secret of this run in {@code text} by {@code ****}. */
    String mask(String text);
}
