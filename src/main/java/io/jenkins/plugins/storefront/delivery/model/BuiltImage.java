package io.jenkins.plugins.storefront.delivery.model;

import java.time.Duration;
import java.util.List;

/**
 * What an image build gave.
 *
 * @param service part of the shop it belongs to
 * @param reference repository and digest; what later stages deploy
 * @param digest as the registry answered it, or, for an image that was not pushed, the image id
 * @param tags without repository
 * @param size compressed size in bytes, configuration and layers; 0 if not known
 * @param duration wall time of the build, push included
 * @param builder back end that built it, such as {@code docker} or {@code jib}
 * @param pushed whether a registry holds it
 */
public record BuiltImage(
        ServiceName service,
        ImageReference reference,
        Digest digest,
        List<String> tags,
        long size,
        Duration duration,
        String builder,
        boolean pushed) {
    public BuiltImage {
        tags = List.copyOf(tags);
    }
}
