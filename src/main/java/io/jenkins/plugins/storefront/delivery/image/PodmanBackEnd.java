package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;

/** Builds with Podman: Buildah inside, the same options, images in Podman's own store. */
final class PodmanBackEnd extends BuildahBackEnd {
    PodmanBackEnd(DeliveryContext delivery) {
        super(delivery, "podman", new int[] {4, 9});
    }
}
