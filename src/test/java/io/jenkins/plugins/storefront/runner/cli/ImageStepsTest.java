package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagePromote}, {@code imageTag} and {@code imageExists} in a Jenkinsfile, through the command line. */
class ImageStepsTest {
    private static final String BUILD = "imageBuild(image: 'REGISTRY/staging/cart', base: 'scratch', tags: ['7'],"
            + " layers: [[from: 'file', into: '/app']])";

    @TempDir
    private Path project;

    @TempDir
    private Path store;

    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    private SandboxRegistry registry;
    private SandboxRegistry production;

    @BeforeEach
    void prepare() throws Exception {
        registry = SandboxRegistry.start(store.resolve("staging"));
        production = SandboxRegistry.start(store.resolve("production"));
        Files.writeString(project.resolve("file"), "content");
    }

    @AfterEach
    void stop() {
        registry.close();
        production.close();
    }

    private String run(String jenkinsfile) throws Exception {
        terminal.run(
                project,
                jenkinsfile
                                .replace("BUILD", BUILD)
                                .replace("REGISTRY", registry.host())
                                .replace("PRODUCTION", production.host())
                        + "\n");
        return terminal.text();
    }

    @Test
    void promotesWhatWasBuiltByDigestToAnotherRegistry() throws Exception {
        String log = run(
                "node { def built = BUILD\n def copy = imagePromote from: built.reference, to: 'PRODUCTION/shop/cart',"
                        + " tags: ['1.0', 'stable']\n echo \"same ${copy.digest == built.digest} ${copy.reference} ${copy.tags}"
                        + " ${copy.sent > 0} ${copy.platforms.keySet()}\" }");
        assertThat(log)
                .contains("same true " + production.host() + "/shop/cart@sha256:")
                .contains("[1.0, stable] true [linux/amd64]")
                .contains("Promoted " + registry.host() + "/staging/cart@sha256:")
                .contains("Finished: SUCCESS");
        assertThat(production.images()).singleElement().satisfies(image -> {
            assertThat(image.tags()).containsExactly("1.0", "stable");
            assertThat(image.reference().repository()).isEqualTo("shop/cart");
        });
    }

    @Test
    void tagsAndLooksUpOutsideNodeToo() throws Exception {
        String log =
                run("def built\nnode { built = BUILD }\necho \"before ${imageExists 'REGISTRY/staging/cart:stable'}\"\n"
                        + "imageTag image: built.reference, tags: 'stable'\n"
                        + "echo \"after ${imageExists image: 'REGISTRY/staging/cart:stable'}\"");
        assertThat(log)
                .contains("before false", "after true", "Tagged " + registry.host() + "/staging/cart@sha256:")
                .contains(" as stable")
                .contains("Finished: SUCCESS");
    }

    @Test
    void takesTheTagOfTheImageWhereNoneIsGiven() throws Exception {
        assertThat(run("node { BUILD }\nimagePromote 'REGISTRY/staging/cart:7', 'REGISTRY/production/cart'"))
                .doesNotContain("Finished: SUCCESS");
        assertThat(run("imagePromote from: 'REGISTRY/staging/cart:7', to: 'REGISTRY/production/cart'"))
                .contains("production/cart as 7 in ", "(0 bytes sent, ")
                .contains("Finished: SUCCESS");
        assertThat(registry.images())
                .extracting(image -> image.reference().repository() + image.tags())
                .contains("production/cart[7]");
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsAsked() throws Exception {
        assertThat(run("imagePromote from: 'REGISTRY/staging/cart', to: 'PRODUCTION/shop/cart'"))
                .contains("imagePromote: '" + registry.host() + "/staging/cart' names a repository; add the tag");
        assertThat(run("imagePromote from: 'REGISTRY/staging/cart:7', to: 'PRODUCTION/shop/cart:7'"))
                .contains("imagePromote: give the tag of '" + production.host() + "/shop/cart:7' in 'tags'");
        assertThat(run("imageTag image: 'REGISTRY/staging/cart:7', tags: ['-rf /']"))
                .contains("imageTag: '-rf /' is no tag; ");
        assertThat(run("imagePromote from: 'REGISTRY/staging/cart:7', to: 'PRODUCTION/shop/cart'"))
                .contains("imagePromote: there is no " + registry.host() + "/staging/cart:7; check name and tag");
        assertThat(run("imageExists '$(id)'")).contains("'$(id)' is no image reference");
    }
}
