package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest;
import java.util.List;

/**
 * How an image is built without Docker, as far as somebody said it: null or empty is not said.
 *
 * @param base an image, {@code tar:PATH} or {@code scratch}
 * @param layers lowest first
 * @param container how the image runs
 */
public record JibBuild(String base, List<ImageBuildRequest.Layer> layers, ImageBuildRequest.Container container) {
    static final JibBuild NONE = new JibBuild(null, List.of(), ImageBuildRequest.Container.NONE);

    public JibBuild {
        layers = List.copyOf(layers);
    }

    /** Whether somebody began to say what the image consists of. */
    boolean begun() {
        return base != null || !layers.isEmpty();
    }

    boolean complete() {
        return base != null && !layers.isEmpty();
    }

    /** This, and what it does not say from {@code file}; lists as a whole, variables one by one. */
    JibBuild over(JibBuild file) {
        ImageBuildRequest.Container said = container;
        ImageBuildRequest.Container otherwise = file.container;
        return new JibBuild(
                base != null ? base : file.base,
                said(layers, file.layers),
                new ImageBuildRequest.Container(
                        said(said.entrypoint(), otherwise.entrypoint()),
                        said(said.cmd(), otherwise.cmd()),
                        DockerBuild.merged(said.env(), otherwise.env()),
                        said(said.ports(), otherwise.ports()),
                        said.user() != null ? said.user() : otherwise.user(),
                        said.workdir() != null ? said.workdir() : otherwise.workdir(),
                        said(said.volumes(), otherwise.volumes())));
    }

    private static <T> List<T> said(List<T> said, List<T> otherwise) {
        return said.isEmpty() ? otherwise : said;
    }
}
