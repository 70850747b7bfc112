package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.Serializable;

/**
 * One platform's image, as a registry holds it.
 *
 * @param platform such as {@code linux/amd64} or {@code linux/arm64/v8}; as its configuration or its index says
 * @param digest of that platform's manifest
 * @param size compressed size in bytes, configuration and layers
 */
public record StoredPlatform(String platform, Digest digest, long size) implements Serializable {}
