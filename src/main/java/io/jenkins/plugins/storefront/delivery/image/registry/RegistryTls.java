package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.tls.Trust;
import javax.net.ssl.SSLContext;

/** The trust for one registry. */
final class RegistryTls {
    private RegistryTls() {}

    static SSLContext context(RegistryAccess access) throws DeliveryException {
        return Trust.with(access.caCertificate(), "the registry " + access.host());
    }
}
