package io.jenkins.plugins.storefront.delivery.shop;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an image is built from a Dockerfile, as far as somebody said it: null or empty is not said.
 *
 * @param context folder in the workspace
 * @param dockerfile path in the workspace
 * @param target stage of the Dockerfile
 * @param buildArgs visible in the image's history
 * @param pull whether to look for newer base images
 * @param noCache whether to build every step anew
 */
public record DockerBuild(
        String context,
        String dockerfile,
        String target,
        Map<String, String> buildArgs,
        Boolean pull,
        Boolean noCache) {
    public DockerBuild {
        buildArgs = Map.copyOf(buildArgs);
    }

    /** This, and what it does not say from {@code file}; build arguments one by one. */
    DockerBuild over(DockerBuild file) {
        return new DockerBuild(
                context != null ? context : file.context,
                dockerfile != null ? dockerfile : file.dockerfile,
                target != null ? target : file.target,
                merged(buildArgs, file.buildArgs),
                pull != null ? pull : file.pull,
                noCache != null ? noCache : file.noCache);
    }

    static Map<String, String> merged(Map<String, String> said, Map<String, String> otherwise) {
        Map<String, String> all = new LinkedHashMap<>(otherwise);
        all.putAll(said);
        return all;
    }
}
