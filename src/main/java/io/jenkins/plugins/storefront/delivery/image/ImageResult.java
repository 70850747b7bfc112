package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a request, as the registry told it. */
final class ImageResult {
    private final ImageBuildRequest request;
    private final Instant begin;
    private final Clock clock;

    ImageResult(ImageBuildRequest request, Instant begin, Clock clock) {
        this.request = request;
        this.begin = begin;
        this.clock = clock;
    }

    /** An image that was built before. */
    BuiltImage reused(ReusableImage found) {
        return stored(found.digest(), found.platforms(), found.builder(), true);
    }

    /** An image that was built and pushed now; it must be for all platforms that were asked for. */
    BuiltImage pushed(FinishPush.Answer answer, String builder) throws DeliveryException {
        for (String wanted : request.platforms()) {
            if (answer.platforms().stream().noneMatch(one -> Platforms.same(one.platform(), wanted))) {
                throw new DeliveryException("imageBuild: " + builder + " made no image for " + wanted + ", only for "
                        + answer.platforms().stream()
                                .map(StoredPlatform::platform)
                                .toList()
                        + "; try another builder");
            }
        }
        return stored(answer.digest(), answer.platforms(), builder, false);
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

    private BuiltImage stored(Digest digest, List<StoredPlatform> platforms, String builder, boolean reused) {
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
