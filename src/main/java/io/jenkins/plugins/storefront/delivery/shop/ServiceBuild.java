package io.jenkins.plugins.storefront.delivery.shop;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a service's image is built, as far as somebody said it: a service of {@code storefront.yaml}, or a call of {@code imageBuild}.
 *
 * @param builder {@code auto}, {@code docker} or {@code jib}, or null
 * @param labels of the image
 * @param platforms to build for
 * @param reuse whether an image that the registry holds already will do, or null
 * @param maxAge how old that may be, or null
 * @param docker used when Docker builds
 * @param jib used when Jib builds
 */
public record ServiceBuild(
        String builder,
        Map<String, String> labels,
        List<String> platforms,
        Boolean reuse,
        Duration maxAge,
        DockerBuild docker,
        JibBuild jib) {
    private static final String AUTO = "auto";

    public ServiceBuild {
        labels = Map.copyOf(labels);
        platforms = List.copyOf(platforms);
    }

    /** For the agent's platform; reuse is not spoken of. */
    public ServiceBuild(String builder, Map<String, String> labels, DockerBuild docker, JibBuild jib) {
        this(builder, labels, List.of(), null, null, docker, jib);
    }

    /**
     * What a call says, and the rest from {@code file}. A file may describe both ways to build; only that of the way taken is used.
     * The way is the call's builder; else what the call gives (base or layers, or a Dockerfile); else the file's builder; else
     * Jib where the file has base or layers, and Docker where it has neither.
     */
    public ServiceBuild over(ServiceBuild file) {
        boolean dockerfile = docker.dockerfile() != null;
        String way =
                builder != null ? builder : jib.begun() || dockerfile || file.builder == null ? AUTO : file.builder;
        boolean takesJib = way.equals("jib") || way.equals(AUTO) && !dockerfile && (jib.begun() || file.jib.begun());
        Map<String, String> allLabels = DockerBuild.merged(labels, file.labels);
        JibBuild merged = takesJib ? jib.over(file.jib) : jib;
        return new ServiceBuild(
                // An incomplete description is Jib's to refuse; "auto" would fall back to a Dockerfile that nobody
                // meant
                takesJib && !merged.complete() ? "jib" : way,
                allLabels,
                platforms.isEmpty() ? file.platforms : platforms,
                reuse != null ? reuse : file.reuse,
                maxAge != null ? maxAge : file.maxAge,
                takesJib ? docker : docker.over(file.docker),
                merged);
    }

    /** The same, taking from the registry what has not changed. */
    public ServiceBuild reusing() {
        return new ServiceBuild(builder, labels, platforms, true, maxAge, docker, jib);
    }
}
