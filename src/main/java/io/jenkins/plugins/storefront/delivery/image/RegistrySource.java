package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import java.io.IOException;

/** Opens registries as they are seen from where images are built. */
@FunctionalInterface
interface RegistrySource {
    Registry open(RegistryAccess access) throws DeliveryException, IOException, InterruptedException;
}
