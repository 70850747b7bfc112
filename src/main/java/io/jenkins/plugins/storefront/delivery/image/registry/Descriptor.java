package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.Serializable;

/**
 * A reference to content in a repository (opencontainers/image-spec, descriptor.md).
 *
 * @param mediaType of the content
 * @param digest of the content
 * @param size in bytes
 */
public record Descriptor(String mediaType, Digest digest, long size) implements Serializable {}
