package io.jenkins.plugins.storefront.delivery.image.promote;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImagePromoted;
import io.jenkins.plugins.storefront.delivery.image.registry.ImageCopier;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Promotes and tags images by digest, and looks them up. Done again, it does only what is still missing. */
public final class ImagePromoter {
    private final DeliveryContext delivery;
    private final Registries registries;

    /**
     * What came of a promotion.
     *
     * @param image what and where
     * @param platforms as the target registry has them, read back
     * @param copied what went where
     * @param duration wall time
     */
    public record Promotion(
            PromotedImage image, List<StoredPlatform> platforms, ImageCopier.Copied copied, Duration duration) {
        /** Compressed size in bytes of all platforms. */
        public long size() {
            return platforms.stream().mapToLong(StoredPlatform::size).sum();
        }
    }

    public ImagePromoter(DeliveryContext delivery) {
        this.delivery = delivery;
        this.registries = Registries.of(delivery);
    }

    /**
     * The digest that an image has now.
     *
     * @return null where there is none
     * @throws DeliveryException if its registry does not say
     */
    public Digest look(String step, ImageReference image, String credentialsId)
            throws DeliveryException, IOException, InterruptedException {
        try {
            return registries
                    .forHost(image.registry(), credentialsId)
                    .resolve(image)
                    .orElse(null);
        } catch (DeliveryException e) {
            throw new DeliveryException(step + ": " + e.getMessage(), e);
        }
    }

    /**
     * Copies, tags, reads back, and tells it.
     *
     * @param pinned what {@code from} stands for: found before, so that doing it again means the same image
     */
    public Promotion promote(PromoteRequest request, Digest pinned)
            throws DeliveryException, IOException, InterruptedException {
        Instant begin = delivery.clock().instant();
        try {
            RegistryAccess from = registries.access(request.from().registry(), request.fromCredentialsId());
            RegistryAccess to = registries.access(request.to().registry(), request.toCredentialsId());
            ImageReference source = request.from().at(pinned);
            ImageReference target = request.to().at(pinned);
            ImageCopier.Copied copied = registries.copy(from, source, to, target, request.tags());
            List<StoredPlatform> platforms = registries.at(to).platforms(target);
            Instant end = delivery.clock().instant();
            PromotedImage image = new PromotedImage(source, target, request.tags());
            Promotion promotion = new Promotion(image, platforms, copied, Duration.between(begin, end));
            delivery.events()
                    .publish(new ImagePromoted(end, image, copied.sent(), copied.mounted(), promotion.duration()));
            return promotion;
        } catch (DeliveryException e) {
            throw new DeliveryException(request.step() + ": " + e.getMessage(), e);
        }
    }
}
