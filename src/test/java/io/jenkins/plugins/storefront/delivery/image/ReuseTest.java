package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.image.registry.HttpRegistry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the image of a key is taken again, and when not although the key is there. */
class ReuseTest {
    @TempDir
    private Path project;

    @TempDir
    private Path content;

    private SandboxRegistry registry;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start(content);
        run = new TestDelivery(project, Settings.empty(), Map.of());
        Files.writeString(project.resolve("file"), "content");
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        registry.close();
    }

    private Ask ask() {
        return Ask.image(registry.host(), "shop/cart").layers("scratch", new ImageBuildRequest.Layer("file", "/"));
    }

    private BuiltImage build(Duration maxAge) throws Exception {
        return new ImageBuilder(run.context())
                .build(ask().reuse(new ImageBuildRequest.Reuse(true, maxAge, false))
                        .request());
    }

    /** Writes down that the image of the key was built then. */
    private void note(Instant built, Digest digest) throws Exception {
        ImageBuildRequest request = ask().reuse(ImageBuildRequest.Reuse.USUAL).request();
        ContentKey key = new KeyMaker(run.context(), null).make(request, true).key();
        ReusableImage image = new ReusableImage(
                digest, built, "jib", new ArrayList<>(List.of(new StoredPlatform("linux/amd64", digest, 1))));
        new WriteKey(request.image().withTag(key.tag()), image)
                .with(new HttpRegistry(RegistryAccess.anonymous(registry.host()), Clock.systemUTC()));
    }

    @Test
    void anImageWithinItsAgeIsTakenAgain() throws Exception {
        Digest digest = build(Duration.ofDays(7)).digest();
        note(Instant.now().minus(Duration.ofDays(6)), digest);
        BuiltImage again = build(Duration.ofDays(7));
        assertThat(again.reused()).isTrue();
        assertThat(again.digest()).isEqualTo(digest);
        assertThat(again.platforms()).containsEntry("linux/amd64", digest.value());
    }

    @Test
    void anOlderOneIsBuiltAnewAndYoungAgainAfterwards() throws Exception {
        note(Instant.now().minus(Duration.ofDays(8)), build(Duration.ofDays(7)).digest());
        assertThat(build(Duration.ofDays(7)).reused()).isFalse();
        assertThat(run.events(Remark.class))
                .anySatisfy(one -> assertThat(one.text()).contains("not within maxAge"));
        assertThat(build(Duration.ofDays(7)).reused()).isTrue();
    }

    @Test
    void oneFromTheFutureIsNotTrusted() throws Exception {
        note(Instant.now().plus(Duration.ofDays(1)), build(Duration.ofDays(7)).digest());
        assertThat(build(Duration.ofDays(7)).reused()).isFalse();
    }

    @Test
    void oneThatTheRegistryHasCleanedUpIsBuiltAnew() throws Exception {
        build(Duration.ofDays(7));
        note(Instant.now(), new Digest("sha256:" + "0".repeat(64)));
        assertThat(build(Duration.ofDays(7)).reused()).isFalse();
    }

    @Test
    void noAgeAndNoReuseMeanBuilding() throws Exception {
        build(Duration.ofDays(7));
        assertThat(build(Duration.ZERO).reused()).isFalse();
        assertThat(new ImageBuilder(run.context()).build(ask().request()).reused())
                .isFalse();
    }

    @Test
    void anotherRepositoryHasKeysOfItsOwn() throws Exception {
        build(Duration.ofDays(7));
        Ask other =
                Ask.image(registry.host(), "shop/other").layers("scratch", new ImageBuildRequest.Layer("file", "/"));
        assertThat(new ImageBuilder(run.context())
                        .build(other.reuse(ImageBuildRequest.Reuse.USUAL).request())
                        .reused())
                .isFalse();
    }

    @Test
    void aNoteThatIsNoneOfOursCountsForNothing() {
        assertThat(ReusableImage.read(Map.of())).isEmpty();
        assertThat(ReusableImage.read(Map.of("io.jenkins.plugins.storefront.image", "latest")))
                .isEmpty();
    }
}
