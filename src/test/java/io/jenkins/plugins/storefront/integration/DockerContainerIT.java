package io.jenkins.plugins.storefront.integration;

import java.util.List;
import java.util.Map;

/** {@code withContainer} with a real Docker Engine. */
class DockerContainerIT extends ContainerContract {
    @Override
    String engine() {
        return "docker";
    }

    @Override
    Map<String, String> variables() {
        return Map.of("DOCKER_HOST", Counterparts.need("DOCKER_HOST"));
    }

    @Override
    List<String> buildOptions() {
        return List.of();
    }
}
