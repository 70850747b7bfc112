package io.jenkins.plugins.storefront.delivery.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * @param platforms digest of each platform's image, by platform such as {@code linux/amd64}; empty if not known
 * @param reused whether the registry held it already, so that nothing was built
 */
public record BuiltImage(
        ServiceName service,
        ImageReference reference,
        Digest digest,
        List<String> tags,
        long size,
        Duration duration,
        String builder,
        boolean pushed,
        Map<String, String> platforms,
        boolean reused) {
    public BuiltImage {
        tags = List.copyOf(tags);
        // What an earlier version wrote down has none
        platforms = platforms == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(platforms));
    }

    /** An image that was built, its platforms not known. */
    public BuiltImage(
            ServiceName service,
            ImageReference reference,
            Digest digest,
            List<String> tags,
            long size,
            Duration duration,
            String builder,
            boolean pushed) {
        this(service, reference, digest, tags, size, duration, builder, pushed, Map.of(), false);
    }
}
