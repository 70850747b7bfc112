package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request with everything decided.
 *
 * @param request what was asked for
 * @param labels all that the image gets
 * @param target registry that is pushed to
 * @param bases registries of the images it is built on, as far as they are known; without {@code target}
 * @param pinnedDockerfile text of a Dockerfile that names its images by digest, or null to build the one in the workspace
 * @param pinnedBase base of a build without a Dockerfile
 * @param ignore end of the name and text of the ignore file beside the Dockerfile, or null
 */
record BuildJob(
        ImageBuildRequest request,
        Map<String, String> labels,
        RegistryAccess target,
        List<RegistryAccess> bases,
        String pinnedDockerfile,
        String pinnedBase,
        String[] ignore) {
    /** The name that is pushed first; other tags are put in the registry. */
    ImageReference first() {
        return request.image().withTag(request.tags().get(0));
    }

    /** All registries that the build talks to. */
    List<RegistryAccess> registries() {
        List<RegistryAccess> all = new ArrayList<>(bases);
        all.add(target);
        return all;
    }

    RegistryAccess accessTo(String registry) {
        return bases.stream()
                .filter(one -> one.host().equals(registry))
                .findFirst()
                .orElse(target);
    }
}
