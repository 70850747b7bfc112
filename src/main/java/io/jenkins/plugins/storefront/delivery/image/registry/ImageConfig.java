package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an image's configuration says of it (opencontainers/image-spec, config.md).
 *
 * @param platform such as {@code linux/arm64/v8}
 * @param created when it was built, or null where it does not say; reproducible builds set a fixed time
 * @param labels may be empty
 */
public record ImageConfig(String platform, Instant created, Map<String, String> labels) implements Serializable {
    public ImageConfig {
        labels = new LinkedHashMap<>(labels);
    }
}
