package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An image was built, and pushed where that was asked for.
 *
 * @param at when
 * @param image what it is
 */
public record ImageBuilt(Instant at, BuiltImage image) implements DeliveryEvent {
    @Override
    public ImageBuilt masked(UnaryOperator<String> mask) {
        return this;
    }
}
