package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An image was copied to another repository, or tagged in its own, and read back there.
 *
 * @param at when
 * @param image what and where
 * @param sent bytes that went over the network
 * @param mounted bytes that the registry took from another repository of its own
 * @param duration of it all
 */
public record ImagePromoted(Instant at, PromotedImage image, long sent, long mounted, Duration duration)
        implements DeliveryEvent {
    @Override
    public ImagePromoted masked(UnaryOperator<String> mask) {
        return this;
    }
}
