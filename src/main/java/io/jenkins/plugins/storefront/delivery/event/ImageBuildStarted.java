package io.jenkins.plugins.storefront.delivery.event;

import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * An image build began.
 *
 * @param at when
 * @param service what is built
 * @param image name and first tag
 * @param builder back end
 * @param why why this back end
 */
public record ImageBuildStarted(Instant at, ServiceName service, String image, String builder, String why)
        implements DeliveryEvent {
    @Override
    public ImageBuildStarted masked(UnaryOperator<String> mask) {
        return new ImageBuildStarted(at, service, image, builder, mask.apply(why));
    }
}
