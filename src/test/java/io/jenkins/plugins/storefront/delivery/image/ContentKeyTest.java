package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever goes into an image changes its key, and nothing else does. Each try makes a project of its own, changes one thing in it, and
 * compares.
 */
class ContentKeyTest {
    private static Path root;
    private static SandboxRegistry registry;

    @BeforeContainer
    static void start() throws Exception {
        root = Files.createTempDirectory("content-key");
        registry = SandboxRegistry.start(Files.createDirectory(root.resolve("registry")));
    }

    @AfterContainer
    static void stop() throws Exception {
        registry.close();
        io.jenkins.plugins.storefront.delivery.files.PrivateFiles.remove(root);
    }

    private static KeyMaker.Keyed keyed(Path project, ImageBuildRequest request) throws Exception {
        try (TestDelivery run = new TestDelivery(project, Settings.empty(), Map.of())) {
            return new KeyMaker(run.context(), new BaseImages(Registries.of(run.context()))).make(request, true);
        }
    }

    private static String key(Path project, KeyedProject made) throws Exception {
        KeyMaker.Keyed keyed = keyed(project, made.request());
        assertThat(keyed.obstacle()).isNull();
        return keyed.key().tag();
    }

    private static final java.util.Set<String> PUSHED = new java.util.HashSet<>();

    /** Pushes a base image, unless it is there. */
    static void pushOnce(Path project, String repository) throws Exception {
        if (PUSHED.add(repository)) {
            push(project, repository, repository);
        }
    }

    /** Pushes what a tag stands for from now on. */
    static void push(Path project, String repository, String content) throws Exception {
        Path folder = Files.createTempDirectory(project.getParent(), "base");
        Files.writeString(folder.resolve("file"), content);
        try (TestDelivery run = new TestDelivery(folder, Settings.empty(), Map.of())) {
            new ImageBuilder(run.context())
                    .build(Ask.image(new ImageReference(registry.host(), repository, null, null))
                            .tags("1")
                            .layers("scratch", new ImageBuildRequest.Layer("file", "/"))
                            .request());
        }
    }

    @Property(tries = 100, afterFailure = AfterFailureMode.RANDOM_SEED)
    void whatGoesInChangesTheKey(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        KeyedProject made = new KeyedProject(root, registry.host(), random);
        String before = key(made.folder(), made);
        String what = made.changeSomethingThatCounts();
        assertThat(key(made.folder(), made)).as(what).isNotEqualTo(before);
    }

    @Property(tries = 100, afterFailure = AfterFailureMode.RANDOM_SEED)
    void nothingElseDoes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        KeyedProject made = new KeyedProject(root, registry.host(), random);
        String before = key(made.folder(), made);
        String what = made.changeSomethingThatDoesNotCount();
        assertThat(key(made.folder(), made)).as(what).isEqualTo(before);
    }

    @Property(tries = 20, afterFailure = AfterFailureMode.RANDOM_SEED)
    void theSameProjectElsewhereHasTheSameKey(@ForAll long seed) throws Exception {
        KeyedProject one = new KeyedProject(root, registry.host(), new Random(seed));
        KeyedProject other = new KeyedProject(root, registry.host(), new Random(seed));
        assertThat(key(one.folder(), one)).isEqualTo(key(other.folder(), other));
    }

    @Property(tries = 5, afterFailure = AfterFailureMode.RANDOM_SEED)
    void aBaseThatHasMovedChangesTheKey(@ForAll long seed) throws Exception {
        KeyedProject made = new KeyedProject(root, registry.host(), new Random(seed));
        String before = key(made.folder(), made);
        push(made.folder(), made.baseRepository(), "another " + seed);
        PUSHED.remove(made.baseRepository());
        assertThat(key(made.folder(), made)).isNotEqualTo(before);
    }

    @net.jqwik.api.Example
    void aBaseThatIsNowhereGivesNoKeyAndTheReason() throws Exception {
        KeyedProject made = new KeyedProject(root, registry.host(), new Random(1));
        Files.writeString(made.folder().resolve("app/Dockerfile"), "FROM " + registry.host() + "/nobody/knows:1\n");
        KeyMaker.Keyed keyed = keyed(made.folder(), made.request());
        assertThat(keyed.key()).isNull();
        assertThat(keyed.obstacle()).contains("does not hold", "nobody/knows");
        assertThat(Duration.ofDays(7)).isEqualTo(ImageBuildRequest.Reuse.USUAL_AGE);
    }
}
