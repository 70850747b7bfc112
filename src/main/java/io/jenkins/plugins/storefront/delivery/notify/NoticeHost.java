package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.time.Clock;

/** What the courier asks its host for each time it sends, because settings change and runs go. Thread-safe. */
public interface NoticeHost {
    /**
     * What admins say now where that run is.
     *
     * @throws DeliveryException where it is gone
     */
    Settings settings(String origin) throws DeliveryException;

    /**
     * Credentials that the run may use which told the notice.
     *
     * @param origin of the notice
     * @throws DeliveryException where that run is gone
     */
    SecretStore secrets(String origin) throws DeliveryException;

    /** Through which proxy Slack, mail servers and others are reached. */
    default OutgoingProxy proxy() {
        return OutgoingProxy.NONE;
    }

    /** The time by which messages are signed. */
    default Clock clock() {
        return Clock.systemUTC();
    }
}
