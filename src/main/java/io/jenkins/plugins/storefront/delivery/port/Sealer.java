package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;

/**
 * Encrypts what must outlive the process but may hold secrets, such as the objects that an undo would bring back. The key is
 * the host's own (in Jenkins that of {@code hudson.util.Secret}).
 */
public interface Sealer {
    String seal(Secret plain);

    /** Opens what {@link #seal} gave; a text of another host or a damaged one is a {@link DeliveryException}. */
    Secret open(String sealed) throws DeliveryException;
}
