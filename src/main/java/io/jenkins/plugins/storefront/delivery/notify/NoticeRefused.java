package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serial;

/** A notice that cannot be sent as it is; it was told as an event already, so nobody need tell it again. */
public final class NoticeRefused extends DeliveryException {
    @Serial
    private static final long serialVersionUID = 1L;

    NoticeRefused(DeliveryException cause) {
        super(cause.getMessage(), cause);
    }
}
