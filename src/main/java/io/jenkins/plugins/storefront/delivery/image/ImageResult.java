package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Manifest;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What came of a request, as the registry tells it. */
final class ImageResult {
    private final ImageBuildRequest request;
    private final Registry registry;
    private final Instant begin;
    private final Clock clock;
    private final Consumer<String> remark;

    /** @param remark told of what could not be done */
    ImageResult(ImageBuildRequest request, Registry registry, Instant begin, Clock clock, Consumer<String> remark) {
        this.request = request;
        this.registry = registry;
        this.begin = begin;
        this.clock = clock;
        this.remark = remark;
    }

    /** An image that was built before; the request's tags are put to it. */
    BuiltImage reused(Reuse.Found found) throws DeliveryException, InterruptedException {
        for (String tag : request.tags()) {
            registry.tag(request.image().at(found.digest()), tag);
        }
        return read(found.digest(), found.builder(), true);
    }

    /** An image that a back end pushed by its first tag; annotated, and given its other tags. */
    BuiltImage pushed(Map<String, String> annotations, String builder) throws DeliveryException, InterruptedException {
        ImageReference first = request.image().withTag(request.tags().get(0));
        Manifest manifest = registry.manifest(first)
                .orElseThrow(() -> new DeliveryException(
                        "imageBuild: the registry does not have " + first + " although the push succeeded"));
        Digest digest = annotated(manifest, annotations);
        for (String tag : request.tags()) {
            registry.tag(request.image().at(digest), tag);
        }
        return read(digest, builder, false);
    }

    /** A repository whose tags cannot be moved keeps the image without annotations. */
    private Digest annotated(Manifest manifest, Map<String, String> annotations)
            throws DeliveryException, InterruptedException {
        AnnotatedManifest made = AnnotatedManifest.of(manifest, annotations);
        if (!made.changed()) {
            return manifest.digest();
        }
        try {
            return registry.put(request.image().withTag(request.tags().get(0)), made.mediaType(), made.content());
        } catch (DeliveryException e) {
            remark.accept("has its labels but no annotations: " + e.getMessage());
            return manifest.digest();
        }
    }

    /** An image that stays where it was built. */
    BuiltImage kept(Digest id, String builder) {
        return new BuiltImage(
                request.service(),
                request.image().withTag(request.tags().get(0)),
                id,
                request.tags(),
                0,
                Duration.between(begin, clock.instant()),
                builder,
                false,
                Map.of(),
                false);
    }

    private BuiltImage read(Digest digest, String builder, boolean reused)
            throws DeliveryException, InterruptedException {
        List<StoredPlatform> platforms = registry.platforms(request.image().at(digest));
        for (String wanted : request.platforms()) {
            if (platforms.stream().noneMatch(one -> Platforms.same(one.platform(), wanted))) {
                throw new DeliveryException("imageBuild: " + builder + " made no image for " + wanted + ", only for "
                        + platforms.stream().map(StoredPlatform::platform).toList() + "; try another builder");
            }
        }
        Map<String, String> digests = new LinkedHashMap<>();
        platforms.forEach(one -> digests.put(one.platform(), one.digest().toString()));
        return new BuiltImage(
                request.service(),
                request.image().at(digest),
                digest,
                request.tags(),
                platforms.stream().mapToLong(StoredPlatform::size).sum(),
                Duration.between(begin, clock.instant()),
                builder,
                true,
                digests,
                reused);
    }
}
