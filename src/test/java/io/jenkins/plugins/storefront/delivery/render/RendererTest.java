package io.jenkins.plugins.storefront.delivery.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the programs that render manifests; scripts on the PATH take their places. */
class RendererTest {
    @TempDir
    private Path project;

    @TempDir
    private Path bin;

    private TestDelivery run;
    private Renderer renderer;

    @BeforeEach
    void start() throws Exception {
        run = new TestDelivery(project, Settings.empty(), Map.of()).with("PATH", bin.toString());
        renderer = new Renderer(run.context());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private void program(String name, String script) throws Exception {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Renderer.Chart chart(String chart, Map<String, Object> values, String... files) {
        return new Renderer.Chart(chart, null, values, List.of(files), "shop");
    }

    @Test
    void kustomizeIsAskedFirstAndThenKubectl() throws Exception {
        assertThatThrownBy(() -> renderer.kustomize("overlays/production"))
                .hasMessageContaining("neither kustomize nor kubectl is found")
                .hasMessageContaining("install one of them on the agent");
        program("kubectl", "echo kubectl \"$@\"");
        assertThat(renderer.kustomize("overlays/production"))
                .isEqualToIgnoringNewLines("kubectl kustomize overlays/production");
        program("kustomize", "echo kustomize \"$@\"");
        assertThat(renderer.kustomize("overlays/production"))
                .isEqualToIgnoringNewLines("kustomize build overlays/production");
    }

    @Test
    void whatAProgramComplainsOfIsTold() throws Exception {
        program("kustomize", "echo 'first' >&2; echo 'Error: no kustomization.yaml' >&2; exit 3");
        assertThatThrownBy(() -> renderer.kustomize("k8s"))
                .hasMessage("kustomize ended with 3: Error: no kustomization.yaml");
    }

    @Test
    void aChartIsRenderedWithItsDefinitionsInItsNamespace() throws Exception {
        program("helm", "echo \"$@\"");
        assertThat(renderer.helm(chart("charts/Shop/", Map.of(), "a.yaml", "b.yaml")))
                .isEqualToIgnoringNewLines(
                        "template shop charts/Shop/ --include-crds --namespace shop --values a.yaml --values b.yaml");
    }

    /** Values may be secret: they are in no argument, nobody else may read the file, and it is gone afterwards. */
    @Test
    void valuesReachHelmAsAPrivateFile() throws Exception {
        program(
                "helm",
                "for last; do :; done\necho \"$@\"\necho \"file $last\"\n/bin/ls -l \"$last\"\n/bin/cat \"$last\"");
        String said = renderer.helm(chart("chart", Map.of("password", "hunter2")));
        List<String> lines = said.lines().toList();
        assertThat(lines.get(0)).contains("--values").doesNotContain("hunter2");
        assertThat(lines.get(2)).startsWith("-rw-------");
        assertThat(lines.get(3)).isEqualTo("{\"password\":\"hunter2\"}");
        assertThat(Path.of(lines.get(1).replaceFirst("file ", ""))).doesNotExist();
    }

    @Test
    void theFileOfValuesIsGoneAlsoWhereHelmFails() throws Exception {
        program("helm", "for last; do :; done\necho \"$last\" >&2; exit 1");
        assertThatThrownBy(() -> renderer.helm(chart("chart", Map.of("a", "b"))))
                .hasMessageStartingWith("helm ended with 1: ")
                .satisfies(e -> assertThat(Path.of(e.getMessage().replaceFirst(".*: ", "")))
                        .doesNotExist());
    }

    @Test
    void withoutHelmItSaysWhatToDo() {
        assertThatThrownBy(() -> renderer.helm(chart("chart", Map.of())))
                .hasMessageContaining("helm is not found")
                .hasMessageContaining("install it on the agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../other", "a/../../b", "--post-renderer=/bin/sh", "a\nb", "a\\b", ""})
    void aPathStaysInTheWorkspaceAndIsNoOption(String path) throws Exception {
        program("kustomize", "echo rendered");
        program("helm", "echo rendered");
        assertThatThrownBy(() -> renderer.kustomize(path)).hasMessageContaining("is no path in the workspace");
        assertThatThrownBy(() -> renderer.helm(chart(path, Map.of())))
                .hasMessageContaining("is no path in the workspace");
        assertThatThrownBy(() -> renderer.helm(chart("chart", Map.of(), path))).hasMessageContaining("helmValuesFiles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--set", "Shop", "shop_1", "-a"})
    void aReleaseHasANameThatHelmTakes(String release) {
        assertThatThrownBy(() -> renderer.helm(new Renderer.Chart("chart", release, Map.of(), List.of(), null)))
                .hasMessageContaining("is no name of a release");
    }
}
