package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.Serializable;

/**
 * An image as a registry holds it.
 *
 * @param digest of its manifest or index
 * @param mediaType of that manifest or index
 * @param size compressed size in bytes: configuration and layers of the manifest; of an index, of all its images
 */
public record StoredImage(Digest digest, String mediaType, long size) implements Serializable {}
