package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.HttpRegistry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks up which image a tag names right now. Registries that the admin configured are asked; others only where a digest is required,
 * as a cluster may reach registries that we do not.
 */
final class Digests {
    private final DeliveryContext delivery;
    private final boolean required;
    private final Map<String, String> problems = new TreeMap<>();

    Digests(DeliveryContext delivery, boolean required) {
        this.delivery = delivery;
        this.required = required;
    }

    /** Image as written to its reference by digest, for those that a registry knows. */
    Map<String, String> of(Set<String> images) throws DeliveryException {
        Map<String, String> found = new TreeMap<>();
        for (String image : images) {
            ImageReference reference = ImageReference.parse(image);
            if (!required && !isConfigured(reference.registry())) {
                problems.put(image, "has no digest; whoever moves the tag changes what runs");
                continue;
            }
            try {
                ask(reference)
                        .ifPresentOrElse(
                                one -> found.put(image, one.toString()),
                                () -> problems.put(image, "is not in the registry; build and push it first"));
            } catch (DeliveryException e) {
                problems.put(image, "cannot be named by digest: " + e.getMessage());
            }
        }
        return found;
    }

    private boolean isConfigured(String registry) throws DeliveryException {
        return delivery.settings().registries().stream()
                .anyMatch(one -> one.host().equals(registry));
    }

    private Optional<ImageReference> ask(ImageReference reference) throws DeliveryException {
        try {
            RegistryAccess access =
                    RegistryAccess.of(reference.registry(), null, delivery.settings(), delivery.secrets());
            return new HttpRegistry(access, delivery.clock()).find(reference).map(one -> reference.at(one.digest()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted", e);
        }
    }

    /** Image to why it stays without a digest, after {@link #of}. */
    Map<String, String> problems() {
        return problems;
    }

    /** Says which images stay movable. */
    void remark() {
        problems.forEach((image, why) ->
                delivery.events().publish(new Remark(delivery.clock().instant(), true, image, why)));
    }
}
