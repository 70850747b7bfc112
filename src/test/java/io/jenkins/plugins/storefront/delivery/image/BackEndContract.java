package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.ImageConfig;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.Registry;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every back end does, whatever it builds with. A case that asks for what one cannot do checks that it says so before building. An
 * image named here is {@code HOST/base/busybox:1}.
 */
public abstract class BackEndContract {
    /** A secret that builds mount. */
    protected static final String SECRET = "secret-of-the-build-4711";

    @TempDir
    protected Path project;

    private TestDelivery run;
    private final String repository = "contract/" + UUID.randomUUID();

    /** Name of the back end. */
    protected abstract String builder();

    /** The registry that is pushed to and has the base image. */
    protected abstract String host();

    /** A run in {@link #project} that may use registry and back end, and knows the credential {@code secret}. */
    protected abstract TestDelivery delivery() throws Exception;

    /** The digest of an image, as another program tells it. */
    protected abstract String digestElsewhere(String reference) throws Exception;

    /** Whether containers' processes are the back end's own children, so that a build can be waited for. */
    protected Set<Ability> abilities() {
        return new Builders(run.context(), new ProbeMemory(run.context())).abilities(builder());
    }

    @BeforeEach
    void open() throws Exception {
        run = delivery();
        Files.createDirectories(project.resolve("app"));
        Files.writeString(project.resolve("app/file.txt"), "content");
        Files.writeString(
                project.resolve("app/Dockerfile"),
                "ARG BASE\nFROM ${BASE} AS small\nCOPY file.txt /\nHEALTHCHECK CMD true\nFROM small\nRUN echo built > /built\n");
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    private boolean layered() {
        return builder().equals("jib");
    }

    private String base() {
        return host() + "/base/busybox:1";
    }

    private ImageBuildRequest.Docker docker(String target, Map<String, String> secrets) {
        return new ImageBuildRequest.Docker(
                "app", null, target, Map.of("BASE", base()), secrets, Map.of(), false, false, List.of(), List.of());
    }

    private Ask ask() {
        Ask ask = Ask.image(new ImageReference(host(), repository, null, null))
                .builder(builder())
                .tags("1", "latest");
        return layered()
                ? ask.layers(base(), new ImageBuildRequest.Layer("app", "/app"))
                : ask.docker(docker(null, Map.of()));
    }

    private BuiltImage build(Ask ask) throws Exception {
        return new ImageBuilder(run.context()).build(ask.request());
    }

    private Registry registry() throws Exception {
        return Registries.of(run.context()).forHost(host(), null);
    }

    @Test
    protected void pushesAndTellsTheDigestThatTheRegistryHas() throws Exception {
        BuiltImage built = build(ask());
        assertThat(built.pushed()).isTrue();
        assertThat(built.builder()).isEqualTo(builder());
        assertThat(digestElsewhere(host() + "/" + repository + ":1"))
                .isEqualTo(built.digest().value());
        assertThat(digestElsewhere(host() + "/" + repository + ":latest"))
                .isEqualTo(built.digest().value());
        assertThat(built.platforms()).hasSize(1);
        assertThat(built.size()).isPositive();
    }

    @Test
    protected void labelsAndAnnotates() throws Exception {
        BuiltImage built =
                build(ask().labels(Map.of("team", "the shop's \"own\"", "org.opencontainers.image.title", "Cart")));
        ImageConfig config = registry().config(built.reference());
        assertThat(config.labels())
                .containsEntry("team", "the shop's \"own\"")
                .containsEntry("org.opencontainers.image.title", "Cart");
        assertThat(registry().manifest(built.reference()).orElseThrow().annotations())
                .containsEntry("org.opencontainers.image.title", "Cart");
        if (!layered()) {
            assertThat(config.labels()).containsKey("org.opencontainers.image.created");
        }
    }

    @Test
    protected void takesWhatTheRegistryHasAndBuildsWhatHasChanged() throws Exception {
        BuiltImage first = build(ask().reuse(ImageBuildRequest.Reuse.USUAL));
        assertThat(first.reused()).isFalse();
        BuiltImage again = build(ask().tags("2").reuse(ImageBuildRequest.Reuse.USUAL));
        assertThat(again.reused()).isTrue();
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(digestElsewhere(host() + "/" + repository + ":2"))
                .isEqualTo(first.digest().value());
        Files.writeString(project.resolve("app/file.txt"), "changed");
        BuiltImage changed = build(ask().tags("3").reuse(ImageBuildRequest.Reuse.USUAL));
        assertThat(changed.reused()).isFalse();
        assertThat(changed.digest()).isNotEqualTo(first.digest());
    }

    @Test
    protected void buildsAStage() throws Exception {
        assumeThat(abilities()).as("%s lacks Dockerfiles", builder()).contains(Ability.DOCKERFILE);
        BuiltImage small = build(ask().docker(docker("small", Map.of())));
        BuiltImage whole = build(ask().tags("2"));
        int layers =
                registry().manifest(small.reference()).orElseThrow().layers().size();
        assertThat(registry().manifest(whole.reference()).orElseThrow().layers())
                .hasSize(layers + 1);
    }

    @Test
    protected void mountsSecretsAndLeavesNoneBehind() throws Exception {
        Files.writeString(
                project.resolve("app/Dockerfile"),
                "ARG BASE\nFROM ${BASE}\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token > /length\n");
        Ask ask = ask().docker(docker(null, Map.of("token", "secret")));
        if (layered()) {
            assertThatThrownBy(() -> build(Ask.image(new ImageReference(host(), repository, null, null))
                            .builder("jib")
                            .docker(docker(null, Map.of("token", "secret")))))
                    .hasMessageContaining("jib needs a base");
            return;
        } else if (!abilities().contains(Ability.SECRETS)) {
            assertThatThrownBy(() -> build(ask))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining(builder() + " cannot mount secrets");
            assertThat(run.events(ProcessOutput.class)).isEmpty();
            return;
        }
        assertThat(build(ask).pushed()).isTrue();
        assertThat(run.log()).doesNotContain(SECRET);
        assertNothingLeft();
    }

    @Test
    protected void buildsForSeveralPlatformsOrSaysThatItCannot() throws Exception {
        Files.writeString(project.resolve("app/Dockerfile"), "FROM scratch\nCOPY file.txt /\n");
        Ask ask = layered() ? ask().layers("scratch", new ImageBuildRequest.Layer("app", "/app")) : ask();
        ask.platforms("linux/amd64", "linux/arm64");
        if (!abilities().contains(Ability.PLATFORMS)) {
            assertThatThrownBy(() -> build(ask)).hasMessageContaining("cannot build for several platforms");
            assertThat(run.events(ProcessOutput.class)).isEmpty();
            return;
        }
        BuiltImage built = build(ask);
        assertThat(built.platforms().keySet()).contains("linux/amd64").anyMatch(one -> one.startsWith("linux/arm64"));
        assertThat(registry().manifest(built.reference()).orElseThrow().annotations())
                .containsKey("org.opencontainers.image.title");
    }

    @Test
    protected void keepsAnImageThatIsNotPushedOrSaysThatItCannot() throws Exception {
        if (!abilities().contains(Ability.KEEP)) {
            assertThatThrownBy(() -> build(ask().keep()))
                    .hasMessageContaining("cannot keep an image that is not pushed");
            return;
        }
        BuiltImage built = build(ask().keep());
        assertThat(built.pushed()).isFalse();
        assertThat(built.digest().value()).startsWith("sha256:");
        assertThat(registry().resolve(new ImageReference(host(), repository, "1", null)))
                .isEmpty();
    }

    @Test
    protected void saysWhatFailedAndLeavesNothing() throws Exception {
        Files.writeString(
                project.resolve("app/Dockerfile"), "ARG BASE\nFROM ${BASE}\nRUN echo about-to-fail && false\n");
        Ask ask = layered() ? ask().layers(base(), new ImageBuildRequest.Layer("nothing", "/x")) : ask();
        assertThatThrownBy(() -> build(ask))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("imageBuild: ")
                .hasMessageNotContaining("\n");
        assertNothingLeft();
    }

    @Test
    protected void saysWhyAnImageIsNotTakenAgain() throws Exception {
        assumeThat(abilities()).as("%s lacks Dockerfiles", builder()).contains(Ability.DOCKERFILE);
        Files.writeString(
                project.resolve("app/Dockerfile"), "ARG BASE\nFROM ${BASE}\nADD https://example.invalid/x /x\n");
        assertThatThrownBy(() -> build(ask().reuse(ImageBuildRequest.Reuse.USUAL)))
                .isInstanceOf(DeliveryException.class);
        assertThat(run.events(Remark.class))
                .anySatisfy(remark -> assertThat(remark.text()).contains("line 3 ADDs from a URL"));
    }

    @Test
    protected void anAbortInMidBuildLeavesNoProcessAndNoFile() throws Exception {
        assumeThat(abilities()).as("%s runs no steps", builder()).contains(Ability.DOCKERFILE);
        String seconds = Integer.toString(10_000 + new Random().nextInt(80_000));
        Files.writeString(project.resolve("app/Dockerfile"), "ARG BASE\nFROM ${BASE}\nRUN sleep " + seconds + "\n");
        Thread build = new Thread(() -> {
            try {
                build(ask());
            } catch (Exception e) {
                // it is stopped
            }
        });
        build.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> sleeps(seconds));
        build.interrupt();
        build.join(Duration.ofSeconds(30).toMillis());
        assertThat(build.isAlive()).isFalse();
        await().atMost(Duration.ofSeconds(30)).until(() -> !sleeps(seconds));
        assertNothingLeft();
    }

    private static boolean sleeps(String seconds) {
        return ProcessHandle.allProcesses()
                .anyMatch(one -> one.info().commandLine().orElse("").contains("sleep " + seconds));
    }

    /** No file of a build is left in the run's temporary folders. */
    protected final void assertNothingLeft() throws Exception {
        try (Stream<Path> left = Files.walk(
                run.context().workspace().temporary().path().isEmpty()
                        ? project
                        : Path.of(run.context().workspace().temporary().path()))) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("storefront-build-"));
        }
    }
}
