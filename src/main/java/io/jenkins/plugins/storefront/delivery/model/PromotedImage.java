package io.jenkins.plugins.storefront.delivery.model;

import java.util.List;

/**
 * An image that a run gave a further name: another repository, another registry, or just more tags.
 *
 * @param from where it was, by digest
 * @param reference where it is now, by the same digest; what later stages deploy
 * @param tags that point to it there, without repository
 */
public record PromotedImage(ImageReference from, ImageReference reference, List<String> tags) {
    public PromotedImage {
        tags = List.copyOf(tags);
    }
}
