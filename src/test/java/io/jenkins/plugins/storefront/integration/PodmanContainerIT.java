package io.jenkins.plugins.storefront.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** {@code withContainer} with Podman, which needs no daemon. */
class PodmanContainerIT extends ContainerContract {
    /** Limits that any machine grants, and the runtime that knows all kinds of cgroups. */
    private static final String SETTINGS = """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    @TempDir
    private Path settings;

    @Override
    String engine() {
        return "podman";
    }

    @Override
    Map<String, String> variables() throws Exception {
        Counterparts.need("DOCKER_HOST"); // installs Podman too
        Path file = settings.resolve("containers.conf");
        if (!Files.exists(file)) {
            Files.writeString(file, SETTINGS); // once: programs read it at any time
        }
        return Map.of("CONTAINERS_CONF", file.toString());
    }

    @Override
    List<String> buildOptions() {
        return List.of("--tls-verify=false", "--format", "docker");
    }
}
