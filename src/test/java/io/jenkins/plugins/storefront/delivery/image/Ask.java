package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.util.List;
import java.util.Map;

/** Requests for tests, one wish after another; everything else as the step has it by default, but without reuse. */
final class Ask {
    private final ImageReference image;
    private List<String> tags = List.of("7");
    private String builder = "auto";
    private ImageBuildRequest.Docker docker = ImageBuildRequest.Docker.of("services/cart");
    private ImageBuildRequest.Jib jib = ImageBuildRequest.Jib.NONE;
    private Map<String, String> labels = Map.of();
    private List<String> platforms = List.of();
    private boolean push = true;
    private String credentialsId;
    private ImageBuildRequest.Reuse reuse = ImageBuildRequest.Reuse.NEVER;

    private Ask(ImageReference image) {
        this.image = image;
    }

    static Ask image(ImageReference image) {
        return new Ask(image);
    }

    static Ask image(String registry, String repository) {
        return new Ask(new ImageReference(registry, repository, null, null));
    }

    Ask tags(String... all) {
        tags = List.of(all);
        return this;
    }

    Ask builder(String name) {
        builder = name;
        return this;
    }

    Ask docker(ImageBuildRequest.Docker wanted) {
        docker = wanted;
        return this;
    }

    Ask context(String folder) {
        docker = ImageBuildRequest.Docker.of(folder);
        return this;
    }

    Ask layers(String base, ImageBuildRequest.Layer... layers) {
        jib = new ImageBuildRequest.Jib(base, List.of(layers), jib.container());
        return this;
    }

    Ask container(ImageBuildRequest.Container container) {
        jib = new ImageBuildRequest.Jib(jib.base(), jib.layers(), container);
        return this;
    }

    Ask labels(Map<String, String> wanted) {
        labels = wanted;
        return this;
    }

    Ask platforms(String... all) {
        platforms = List.of(all);
        return this;
    }

    Ask keep() {
        push = false;
        return this;
    }

    Ask login(String id) {
        credentialsId = id;
        return this;
    }

    Ask reuse(ImageBuildRequest.Reuse wanted) {
        reuse = wanted;
        return this;
    }

    ImageBuildRequest request() {
        return new ImageBuildRequest(
                image,
                new ServiceName("cart"),
                tags,
                builder,
                docker,
                jib,
                labels,
                platforms,
                push,
                credentialsId,
                reuse);
    }
}
