package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serial;

/** A target cannot be taken, for its namespace is not there yet. */
final class NamespaceMissing extends DeliveryException {
    @Serial
    private static final long serialVersionUID = 1L;

    NamespaceMissing(String namespace) {
        super("there is no namespace '" + namespace + "'");
    }
}
