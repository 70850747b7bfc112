package io.jenkins.plugins.storefront.delivery.shop;

import java.util.Map;

/**
 * How a service's image is built, as far as somebody said it: a service of {@code storefront.yaml}, or a call of {@code imageBuild}.
 *
 * @param builder {@code auto}, {@code docker} or {@code jib}, or null
 * @param labels of the image
 * @param docker used when Docker builds
 * @param jib used when Jib builds
 */
public record ServiceBuild(String builder, Map<String, String> labels, DockerBuild docker, JibBuild jib) {
    private static final String AUTO = "auto";

    public ServiceBuild {
        labels = Map.copyOf(labels);
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
        if (!takesJib) {
            return new ServiceBuild(way, allLabels, docker.over(file.docker), jib);
        }
        JibBuild merged = jib.over(file.jib);
        // An incomplete description is Jib's to refuse; "auto" would fall back to a Dockerfile that nobody meant
        return new ServiceBuild(merged.complete() ? way : "jib", allLabels, docker, merged);
    }
}
