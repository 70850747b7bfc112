package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Manifest;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryWork;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Annotates what a back end pushed by its first tag, puts the other tags to it, and reads back what the registry has. */
final class FinishPush implements RegistryWork<FinishPush.Answer> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ImageReference image;
    private final ArrayList<String> tags;
    private final LinkedHashMap<String, String> annotations;

    /**
     * What the registry has.
     *
     * @param problem why it has no annotations, or null
     */
    record Answer(Digest digest, ArrayList<StoredPlatform> platforms, String problem) implements Serializable {}

    FinishPush(ImageReference image, List<String> tags, Map<String, String> annotations) {
        this.image = image;
        this.tags = new ArrayList<>(tags);
        this.annotations = new LinkedHashMap<>(annotations);
    }

    @Override
    public Answer with(Registry registry) throws DeliveryException, InterruptedException {
        ImageReference first = image.withTag(tags.get(0));
        Manifest manifest = registry.manifest(first)
                .orElseThrow(() -> new DeliveryException(
                        "imageBuild: the registry does not have " + first + " although the push succeeded"));
        Digest digest = manifest.digest();
        AnnotatedManifest annotated = AnnotatedManifest.of(manifest, annotations);
        String problem = null;
        if (annotated.changed()) {
            try {
                digest = registry.put(first, annotated.mediaType(), annotated.content());
            } catch (DeliveryException e) {
                problem = e.getMessage(); // a repository whose tags cannot be moved
            }
        }
        for (String tag : tags.subList(1, tags.size())) {
            registry.tag(image.at(digest), tag);
        }
        return new Answer(digest, new ArrayList<>(registry.platforms(image.at(digest))), problem);
    }
}
