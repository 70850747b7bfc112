package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aWorkspaceThatNobodyHasWrittenToYetHasNoFiles() throws Exception {
        assertThat(ReadFiles.whereThereAre("notices/*.mustache").run(folder.resolve("fresh")))
                .isEmpty();
        assertThatIOException()
                .isThrownBy(() -> new ReadFiles(List.of("k8s/*.yaml")).run(folder.resolve("fresh")))
                .withMessageContainingAll("no file matches 'k8s/*.yaml'", "which is empty");
    }

    @Test
    void filesAreFoundByTheirNamesInTheWorkspace() throws Exception {
        Files.createDirectories(folder.resolve("k8s"));
        Files.writeString(folder.resolve("k8s/cart.yaml"), "kind: Service");
        assertThat(new ReadFiles(List.of("k8s/*.yaml")).run(folder)).containsOnlyKeys("k8s/cart.yaml");
    }
}
