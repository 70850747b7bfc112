package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;

/** Something that builds images. */
interface ImageBackEnd {
    /** As users name it. */
    String name();

    /**
     * Builds, tags and, where asked for, pushes.
     *
     * @param target registry that is pushed to
     * @return the image id; what was pushed is asked of the registry afterwards
     */
    Digest build(ImageBuildRequest request, RegistryAccess target)
            throws DeliveryException, IOException, InterruptedException;
}
