package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the digests that images stand for now, each registry that does not answer asked once only. Thread-safe. */
final class BaseImages {
    private final Registries registries;
    private final Map<String, String> unreachable = new ConcurrentHashMap<>();

    BaseImages(Registries registries) {
        this.registries = registries;
    }

    /**
     * Adds to {@code pinned} the image by digest, and to {@code known} its registry.
     *
     * @param ask whether to ask for the digest, or only to find out how to reach the registry
     * @return why its digest is not known, or null
     */
    String resolve(
            String image,
            ImageBuildRequest request,
            boolean ask,
            Map<String, String> pinned,
            List<RegistryAccess> known)
            throws IOException, InterruptedException {
        try {
            ImageReference reference = ImageReference.parse(image);
            RegistryAccess access = access(reference.registry(), request);
            if (known.stream().noneMatch(one -> one.host().equals(access.host()))) {
                known.add(access);
            }
            if (!ask || pinned.containsKey(image)) {
                return null;
            } else if (reference.digest() != null) {
                pinned.put(image, reference.at(reference.digest()).toString());
                return null;
            } else if (unreachable.containsKey(access.host())) {
                return unreachable.get(access.host());
            }
            return ask(image, reference, access, pinned);
        } catch (DeliveryException e) {
            return e.getMessage();
        }
    }

    private String ask(String image, ImageReference reference, RegistryAccess access, Map<String, String> pinned)
            throws IOException, InterruptedException {
        try {
            Optional<Digest> digest = registries.at(access).resolve(reference);
            if (digest.isEmpty()) {
                return access.host() + " does not hold " + reference;
            }
            pinned.put(image, reference.at(digest.get()).toString());
            return null;
        } catch (DeliveryException e) {
            unreachable.put(access.host(), e.getMessage());
            return e.getMessage();
        }
    }

    private RegistryAccess access(String host, ImageBuildRequest request)
            throws DeliveryException, IOException, InterruptedException {
        String credentials = host.equals(request.image().registry()) ? request.credentialsId() : null;
        return registries.access(host, credentials);
    }
}
