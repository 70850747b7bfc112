package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryWork;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.Serial;

/** Writes down which image a content key stands for. */
final class WriteKey implements RegistryWork<Digest> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String TYPE = "application/vnd.storefront.image-key.v1";

    private final ImageReference tagged;
    private final ReusableImage image;

    WriteKey(ImageReference tagged, ReusableImage image) {
        this.tagged = tagged;
        this.image = image;
    }

    @Override
    public Digest with(Registry registry) throws DeliveryException, InterruptedException {
        return registry.note(tagged, TYPE, image.written());
    }
}
