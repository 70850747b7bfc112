package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.util.Optional;

/** An image registry, asked for what it holds. Implementations are thread-safe. */
public interface Registry {
    /**
     * Finds an image by digest where the reference has one, else by tag, else by {@code latest}.
     *
     * @return empty where the registry answers that it holds no such image
     * @throws DeliveryException a sentence that says which registry did what and what to do: a refused login, no right to
     *     read, an untrusted certificate, a connection refused, an answer that is none
     */
    Optional<StoredImage> find(ImageReference image) throws DeliveryException, InterruptedException;
}
