package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Manifest;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryWork;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the image of a content key, and where it will do puts the request's tags to it. */
final class FindReusable implements RegistryWork<FindReusable.Answer> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ImageReference image;
    private final String keyTag;
    private final ArrayList<String> tags;
    private final Instant oldest;
    private final Instant newest;

    /**
     * What was found.
     *
     * @param image the image, or null
     * @param taken whether it will do and has the tags
     */
    record Answer(ReusableImage image, boolean taken) implements Serializable {}

    /**
     * @param image repository
     * @param oldest when it was built at the earliest, to be young enough
     * @param newest when it can have been built at the latest
     */
    FindReusable(ImageReference image, String keyTag, List<String> tags, Instant oldest, Instant newest) {
        this.image = image;
        this.keyTag = keyTag;
        this.tags = new ArrayList<>(tags);
        this.oldest = oldest;
        this.newest = newest;
    }

    @Override
    public Answer with(Registry registry) throws DeliveryException, InterruptedException {
        Optional<ReusableImage> found = registry.manifest(image.withTag(keyTag))
                .map(Manifest::annotations)
                .flatMap(ReusableImage::read);
        if (found.isEmpty()) {
            return new Answer(null, false);
        }
        ReusableImage one = found.get();
        boolean young = one.built().isAfter(oldest) && one.built().isBefore(newest);
        // The registry may have cleaned up what no tag pointed to
        if (!young || registry.resolve(image.at(one.digest())).isEmpty()) {
            return new Answer(young ? null : one, false);
        }
        for (String tag : tags) {
            registry.tag(image.at(one.digest()), tag);
        }
        return new Answer(one, true);
    }
}
