package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that somebody stops, contexts that are too large or lead in circles, and names that want to be commands. */
class HostileBuildTest {
    private static final int MANY = 200_000;

    @TempDir
    private Path project;

    @TempDir
    private Path machine;

    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        run = new TestDelivery(
                project, Settings.empty(), Map.of("token", new Credential.Text(Secret.of("token-of-the-build"))));
        Files.createDirectories(project.resolve("services/cart"));
        Files.writeString(project.resolve("services/cart/Dockerfile"), "FROM scratch\nCOPY . /\n");
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private static Ask ask() {
        return Ask.image(new ImageReference("127.0.0.1:1", "shop/cart", null, null));
    }

    private ContextFiles.Found read() throws Exception {
        return new ContextFiles("services/cart", "services/cart/Dockerfile", true).run(project);
    }

    @Test
    @Timeout(60)
    void anAbortInMidBuildLeavesNoProcessAndNoFile() throws Exception {
        Path bin = Files.createDirectories(machine.resolve("bin"));
        Path pids = machine.resolve("pids");
        Path podman = bin.resolve("podman");
        Files.writeString(
                podman,
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo podman version 4.3.1; exit; }\n"
                        + "/bin/sleep 600 &\necho $$ $! > " + pids + ".new\n/bin/mv " + pids + ".new " + pids
                        + "\nwait\n");
        podman.toFile().setExecutable(true);
        run.with("PATH", bin.toString());
        ImageBuildRequest request = ask().builder("podman")
                .docker(new ImageBuildRequest.Docker(
                        "services/cart",
                        null,
                        null,
                        Map.of(),
                        Map.of("token", "token"),
                        Map.of(),
                        false,
                        false,
                        List.of(),
                        List.of()))
                .keep()
                .request();
        Thread build = new Thread(() -> {
            try {
                new ImageBuilder(run.context()).build(request);
            } catch (Exception e) {
                // it is stopped
            }
        });
        build.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pids));
        Path temporary = Path.of(run.context().workspace().temporary().path());
        try (Stream<Path> secrets = Files.walk(temporary)) {
            assertThat(secrets.map(Path::toString)).anyMatch(path -> path.endsWith("secret-token"));
        }
        build.interrupt();
        build.join(Duration.ofSeconds(20).toMillis());
        assertThat(build.isAlive()).isFalse();
        for (String pid : Files.readString(pids).trim().split(" ")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(Long.parseLong(pid))
                    .map(ProcessHandle::isAlive)
                    .orElse(false)
                    .equals(false));
        }
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("storefront-build-"));
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void readsAContextWithVeryManyFilesInBoundedTime() throws Exception {
        for (int i = 0; i < MANY; i++) {
            Path folder = project.resolve("services/cart/f" + i / 2000);
            if (i % 2000 == 0) {
                Files.createDirectories(folder);
            }
            Files.createFile(folder.resolve("n" + i));
        }
        long begin = System.nanoTime();
        ContextFiles.Found found = read();
        assertThat(found.files()).isEqualTo(MANY + 1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
        Files.writeString(project.resolve("services/cart/.dockerignore"), "f*\n");
        begin = System.nanoTime();
        assertThat(read().files()).isEqualTo(2);
        // What is left out is not looked into
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @Timeout(20)
    void linksInCirclesAndPipesHoldNothingUp() throws Exception {
        Path cart = project.resolve("services/cart");
        Files.createSymbolicLink(cart.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(cart.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(cart.resolve("out"), Path.of("/"));
        assertThat(new ProcessBuilder("mkfifo", cart.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(read().files()).isEqualTo(1);
    }

    /** What a locale cannot read looks the same to Java, as every name in another script does under LC_ALL=C. */
    @Test
    void namesThatTheLocaleCannotReadAreToldApartOrRefused() throws Exception {
        List<String> keys = new ArrayList<>();
        for (String last : List.of("376", "377")) {
            shell("cd services/cart && ln -sfn \"$(printf 'to\\" + last + "')\" link && touch file");
            keys.add(read().digest());
            shell("cd services/cart && rm link && touch \"$(printf 'name\\" + last + "')\"");
            keys.add(read().digest());
            shell("cd services/cart && rm name*");
        }
        assertThat(keys).doesNotHaveDuplicates();
        shell("mkdir layer && touch \"$(printf 'layer/name\\377')\"");
        assertThatThrownBy(() -> LayerFiles.of(project, new ImageBuildRequest.Layer("layer", "/")))
                .hasMessageContaining("set LC_ALL=C.UTF-8 for the agent's Java");
    }

    private void shell(String script) throws Exception {
        assertThat(new ProcessBuilder("sh", "-ec", script)
                        .directory(project.toFile())
                        .start()
                        .waitFor())
                .as(script)
                .isZero();
    }

    @Test
    @Timeout(20)
    void layersDoNotFollowLinksInCirclesNorOutOfTheWorkspace() throws Exception {
        Path cart = project.resolve("services/cart");
        Files.createSymbolicLink(cart.resolve("again"), Path.of("."));
        assertThatThrownBy(() -> LayerFiles.of(project, new ImageBuildRequest.Layer("services/cart", "/")))
                .hasMessageContaining("leads back to a folder around it");
        Files.delete(cart.resolve("again"));
        Files.createSymbolicLink(cart.resolve("etc"), Path.of("/etc"));
        assertThatThrownBy(() -> LayerFiles.of(project, new ImageBuildRequest.Layer("services", "/")))
                .hasMessageContaining("leads out of the workspace");
    }

    @Test
    void aContextOrDockerfileThatLeadsOutIsRefused() throws Exception {
        Files.createSymbolicLink(project.resolve("outside"), machine);
        Files.writeString(machine.resolve("Dockerfile"), "FROM scratch\n");
        assertThatThrownBy(() -> new ImageBuilder(run.context())
                        .build(ask().context("outside").request()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("leads out of the workspace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$(touch x)", "`x`", "a;b", "-v", "--push", "a b", "a\nb", "a\u0000b", "ä", "", "..", "a/../b"})
    void namesThatWantToBeSomethingElseAreRefused(String name) {
        Map<String, String> one = Map.of(name, "x");
        List<Ask> all = List.of(
                ask().tags(name),
                ask().platforms(name),
                ask().builder(name),
                ask().docker(docker(one, Map.of(), null, null)),
                ask().docker(docker(Map.of(), one, null, null)),
                ask().docker(docker(Map.of(), Map.of(), name, null)));
        for (Ask ask : all) {
            assertThatThrownBy(() -> new ImageBuilder(run.context()).build(ask.request()))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageStartingWith("imageBuild: ")
                    .hasMessageNotContaining("\n");
        }
        assertThat(run.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-f", "/etc", "../x", "a/../../x", "https://example.com/x.git", "git@example.com:x", "a\nb", ""})
    void pathsOutOfTheWorkspaceAndUrlsAreRefused(String path) {
        assertThatThrownBy(() -> new ImageBuilder(run.context())
                        .build(ask().context(path).request()))
                .isInstanceOf(DeliveryException.class);
        assertThatThrownBy(() -> new ImageBuilder(run.context())
                        .build(ask().docker(docker(Map.of(), Map.of(), null, path))
                                .request()))
                .isInstanceOf(DeliveryException.class);
        assertThat(run.events()).isEmpty();
    }

    @Test
    void aSecretAmongTheArgumentsIsWarnedOf() {
        run.context().secrets();
        assertThat(run.events(Remark.class)).isEmpty();
        SecretArguments.warn(
                ask().docker(docker(Map.of("NPM_TOKEN", "x", "MODE", "y"), Map.of(), null, null))
                        .request(),
                run.context());
        assertThat(run.events(Remark.class)).singleElement().satisfies(remark -> {
            assertThat(remark.warning()).isTrue();
            assertThat(remark.subject()).isEqualTo("build argument NPM_TOKEN");
            assertThat(remark.text()).contains("secrets: [NPM_TOKEN: ", "--mount=type=secret,id=NPM_TOKEN");
        });
    }

    @Test
    void aSecretOfTheRunAmongTheArgumentsIsWarnedOfWhateverItsName() throws Exception {
        run.context().secrets().find("token", Credential.Text.class, "test");
        SecretArguments.warn(
                ask().docker(docker(Map.of("MODE", "x-token-of-the-build"), Map.of(), null, null))
                        .request(),
                run.context());
        assertThat(run.events(Remark.class)).singleElement().satisfies(remark -> assertThat(remark.text())
                .startsWith("its value is a secret of this run")
                .doesNotContain("token-of-the-build"));
    }

    private static ImageBuildRequest.Docker docker(
            Map<String, String> arguments, Map<String, String> secrets, String target, String dockerfile) {
        return new ImageBuildRequest.Docker(
                "services/cart", dockerfile, target, arguments, secrets, Map.of(), false, false, List.of(), List.of());
    }
}
