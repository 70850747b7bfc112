package io.jenkins.plugins.storefront.delivery.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image is built from a Dockerfile, as far as somebody said it: null or empty is not said.
 *
 * @param context folder in the workspace
 * @param dockerfile path in the workspace
 * @param target stage of the Dockerfile
 * @param buildArgs visible in the image's history
 * @param secrets id that the Dockerfile mounts, to credential id
 * @param ssh id that the Dockerfile mounts, to the credential id of a key or nothing
 * @param pull whether to look for newer base images
 * @param noCache whether to build every step anew
 * @param cacheFrom images to take steps from
 * @param cacheTo images to put steps to
 */
public record DockerBuild(
        String context,
        String dockerfile,
        String target,
        Map<String, String> buildArgs,
        Map<String, String> secrets,
        Map<String, String> ssh,
        Boolean pull,
        Boolean noCache,
        List<String> cacheFrom,
        List<String> cacheTo) {
    public DockerBuild {
        buildArgs = Map.copyOf(buildArgs);
        secrets = Map.copyOf(secrets);
        ssh = Map.copyOf(ssh);
        cacheFrom = List.copyOf(cacheFrom);
        cacheTo = List.copyOf(cacheTo);
    }

    /** Without secrets, keys and caches. */
    public DockerBuild(
            String context,
            String dockerfile,
            String target,
            Map<String, String> buildArgs,
            Boolean pull,
            Boolean noCache) {
        this(context, dockerfile, target, buildArgs, Map.of(), Map.of(), pull, noCache, List.of(), List.of());
    }

    /** This, and what it does not say from {@code file}; build arguments one by one. */
    DockerBuild over(DockerBuild file) {
        return new DockerBuild(
                context != null ? context : file.context,
                dockerfile != null ? dockerfile : file.dockerfile,
                target != null ? target : file.target,
                merged(buildArgs, file.buildArgs),
                merged(secrets, file.secrets),
                merged(ssh, file.ssh),
                pull != null ? pull : file.pull,
                noCache != null ? noCache : file.noCache,
                cacheFrom.isEmpty() ? file.cacheFrom : cacheFrom,
                cacheTo.isEmpty() ? file.cacheTo : cacheTo);
    }

    static Map<String, String> merged(Map<String, String> said, Map<String, String> otherwise) {
        Map<String, String> all = new LinkedHashMap<>(otherwise);
        all.putAll(said);
        return all;
    }
}
