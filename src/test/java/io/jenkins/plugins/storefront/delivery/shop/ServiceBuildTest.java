package io.jenkins.plugins.storefront.delivery.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest.Container;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest.Layer;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call says wins; the file says the rest. */
class ServiceBuildTest {
    private static final Container SILENT =
            new Container(List.of(), List.of(), Map.of(), List.of(), null, null, List.of());
    private static final DockerBuild NO_DOCKER = new DockerBuild(null, null, null, Map.of(), null, null);
    private static final JibBuild NO_JIB = new JibBuild(null, List.of(), SILENT);

    private ServiceBuild file;

    @BeforeEach
    void read() throws Exception {
        file = ShopReader.parse("""
                        services:
                          cart:
                            path: cart
                            labels: {team: cart, tier: web}
                            docker: {dockerfile: Dockerfile.cart, target: run, buildArgs: {BASE: file, MODE: file}, pull: true}
                            jib:
                              base: node:18
                              layers: [{from: server.js, into: /app}]
                              entrypoint: [node, /app/server.js]
                              env: {A: file, B: file}
                              ports: [8080]
                              user: '1000'
                        """, "x")
                .find(new ServiceName("cart"))
                .orElseThrow()
                .build();
    }

    private static ServiceBuild call(String builder, DockerBuild docker, JibBuild jib) {
        return new ServiceBuild(builder, Map.of(), docker, jib);
    }

    @Test
    void aSilentCallTakesJibWhereTheFileSaysWhatTheImageConsistsOf() {
        ServiceBuild build = call(null, NO_DOCKER, NO_JIB).over(file);
        assertThat(build.builder()).isEqualTo("auto");
        assertThat(build.jib()).isEqualTo(file.jib());
        assertThat(build.docker()).isEqualTo(NO_DOCKER);
    }

    @Test
    void theCallsBuilderWinsAndTakesItsOwnPartOfTheFile() {
        ServiceBuild build = call("docker", NO_DOCKER, NO_JIB).over(file);
        assertThat(build.builder()).isEqualTo("docker");
        assertThat(build.docker()).isEqualTo(file.docker());
        assertThat(build.jib()).isEqualTo(NO_JIB);
    }

    @Test
    void aCallThatNamesADockerfileIsBuiltByDocker() {
        ServiceBuild build = call(null, new DockerBuild(null, "other/Dockerfile", null, Map.of(), null, null), NO_JIB)
                .over(file);
        assertThat(build.docker().dockerfile()).isEqualTo("other/Dockerfile");
        assertThat(build.docker().context()).isEqualTo("cart");
        assertThat(build.jib().base()).isNull();
    }

    @Test
    void theFilesBuilderHoldsWhereTheCallIsSilent() {
        ServiceBuild docker = new ServiceBuild("docker", file.labels(), file.docker(), file.jib());
        assertThat(call(null, NO_DOCKER, NO_JIB).over(docker).jib()).isEqualTo(NO_JIB);
        JibBuild base = new JibBuild("other:1", List.of(), SILENT);
        assertThat(call(null, NO_DOCKER, base).over(docker).jib().layers())
                .as("a base in the call means Jib")
                .containsExactly(new Layer("cart/server.js", "/app"));
    }

    @Test
    void textsAndListsOfTheCallReplaceThoseOfTheFile() {
        ServiceBuild build = call(
                        null,
                        NO_DOCKER,
                        new JibBuild(
                                "other:1",
                                List.of(new Layer("x", "/x")),
                                new Container(
                                        List.of("run"),
                                        List.of(),
                                        Map.of("A", "call"),
                                        List.of(),
                                        "0",
                                        "/x",
                                        List.of())))
                .over(file);
        assertThat(build.jib().base()).isEqualTo("other:1");
        assertThat(build.jib().layers()).containsExactly(new Layer("x", "/x"));
        assertThat(build.jib().container())
                .isEqualTo(new Container(
                        List.of("run"),
                        List.of(),
                        Map.of("A", "call", "B", "file"),
                        List.of("8080"),
                        "0",
                        "/x",
                        List.of()));
    }

    @Test
    void argumentsAndLabelsAreTakenOneByOne() {
        ServiceBuild build = new ServiceBuild(
                        "docker",
                        Map.of("tier", "call"),
                        new DockerBuild(null, null, null, Map.of("BASE", "call"), false, null),
                        NO_JIB)
                .over(file);
        assertThat(build.docker().buildArgs()).isEqualTo(Map.of("BASE", "call", "MODE", "file"));
        assertThat(build.docker().pull()).isFalse();
        assertThat(build.labels()).isEqualTo(Map.of("team", "cart", "tier", "call"));
    }

    @Test
    void anIncompleteDescriptionStaysWithJib() {
        ServiceBuild layers =
                new ServiceBuild(null, Map.of(), NO_DOCKER, new JibBuild(null, List.of(new Layer("x", "/x")), SILENT));
        assertThat(call(null, NO_DOCKER, NO_JIB).over(layers).builder()).isEqualTo("jib");
    }
}
