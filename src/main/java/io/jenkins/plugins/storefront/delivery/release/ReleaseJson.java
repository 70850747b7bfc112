package io.jenkins.plugins.storefront.delivery.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ReleasePlan;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import java.util.List;

/**
 * The written form of a {@link Release}: JSON with a version, so that a later plugin reads what an earlier one wrote. Unknown
 * keys of a later version are ignored; times are ISO 8601.
 */
public final class ReleaseJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReleaseJson() {}

    /** The file's shape; images are a list because JSON keys are texts. */
    private record Written(
            int version,
            List<BuiltImage> images,
            List<Release.Deployment> deployments,
            List<Release.Rollout> rollouts,
            List<Release.Notice> notices,
            List<PromotedImage> promotions,
            List<StrategyProgress> strategies,
            List<ReleasePlan> plans) {}

    public static String write(Release release) {
        try {
            return MAPPER.writeValueAsString(new Written(
                    VERSION,
                    List.copyOf(release.images().values()),
                    release.deployments(),
                    release.rollouts(),
                    release.notices(),
                    release.promotions(),
                    release.strategies(),
                    release.plans()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a release cannot be written as JSON", e);
        }
    }

    /** Reads what {@link #write} wrote; a damaged text is a {@link DeliveryException}. */
    public static Release read(String json) throws DeliveryException {
        try {
            Written written = MAPPER.readValue(json, Written.class);
            Release release = new Release(
                    java.util.Map.of(),
                    written.deployments(),
                    written.rollouts(),
                    written.notices(),
                    written.promotions(),
                    written.strategies(),
                    written.plans());
            for (BuiltImage image : written.images()) {
                release = release.with(image);
            }
            return release;
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the release on record is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
