package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many builds go on at a time, with a program that counts them. */
class ParallelBuildsTest {
    private static final int PARALLEL = 3;
    private static final int SERVICES = 7;

    /** Ends when so many have been there at a time; %1$s: its folder, %2$d: how many. */
    private static final String PODMAN = """
            #!/bin/sh
            PATH=/usr/bin:/bin
            [ "$1" != --version ] || { echo podman version 4.3.1; exit; }
            while [ "$1" != --iidfile ]; do shift; done
            echo %3$s > "$2"
            mkdir -p %1$s/running/$$
            n=$(ls %1$s/running | wc -l)
            echo $n >> %1$s/counts
            [ $n -lt %2$d ] || touch %1$s/enough
            until [ -e %1$s/enough ]; do :; done
            rmdir %1$s/running/$$
            """;

    @TempDir
    private Path project;

    @TempDir
    private Path machine;

    @Test
    @Timeout(60)
    void asManyAsWereAskedForGoOnAtATimeAndNeverMore() throws Exception {
        Path bin = Files.createDirectories(machine.resolve("bin"));
        Path podman = bin.resolve("podman");
        Files.writeString(podman, PODMAN.formatted(machine, PARALLEL, "a".repeat(64)));
        podman.toFile().setExecutable(true);
        Files.writeString(
                Files.createDirectories(project.resolve("services/cart")).resolve("Dockerfile"), "FROM scratch\n");
        Map<ServiceName, ImageBuildRequest> requests = new LinkedHashMap<>();
        for (int i = 0; i < SERVICES; i++) {
            requests.put(
                    new ServiceName("s" + i),
                    Ask.image("registry.example.com", "shop/s" + i)
                            .builder("podman")
                            .keep()
                            .request());
        }
        try (TestDelivery run = new TestDelivery(project, Settings.empty(), Map.of()).with("PATH", bin.toString())) {
            assertThat(new ImageBuilds(run.context(), PARALLEL).build(requests)).hasSize(SERVICES);
        }
        assertThat(Files.readAllLines(machine.resolve("counts")))
                .hasSize(SERVICES)
                .extracting(Integer::valueOf)
                .contains(PARALLEL)
                .allMatch(count -> count <= PARALLEL);
    }
}
