package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;

/** The cluster does not accept the login (401). */
final class NotLoggedInException extends DeliveryException {
    private static final long serialVersionUID = 1L;

    NotLoggedInException(String message, Throwable cause) {
        super(message, cause);
    }
}
