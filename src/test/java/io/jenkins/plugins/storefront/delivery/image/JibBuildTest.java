package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.image.registry.HttpRegistry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images built without a daemon, pushed to the sandbox's registry and read back from it. */
@Timeout(15) // a client that waits for an answer to its TLS greeting waits 20 s, several times
class JibBuildTest {
    private static final String WRONG = "not-the-password";

    @TempDir
    private Path project;

    @TempDir
    private Path content;

    private SandboxRegistry registry;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start(content);
        run = new TestDelivery(
                project, Settings.empty(), Map.of("wrong", new Credential.UserPassword("shop", Secret.of(WRONG))));
        Files.writeString(project.resolve("server.js"), "serve()");
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        registry.close();
    }

    private ImageBuildRequest request(String repository, String base, String credentialsId, String from) {
        return Ask.image(registry.host(), repository)
                .tags("7", "latest")
                .context(".")
                .login(credentialsId)
                .layers(base, new ImageBuildRequest.Layer(from, "/app"))
                .container(new ImageBuildRequest.Container(
                        List.of("node", "/app/server.js"), List.of(), Map.of(), List.of("8080"), null, null, List.of()))
                .request();
    }

    private BuiltImage build(String repository, String base) throws Exception {
        return new ImageBuilder(run.context()).build(request(repository, base, null, "server.js"));
    }

    private Digest digest(String reference) throws Exception {
        return new HttpRegistry(RegistryAccess.anonymous(registry.host()), Clock.systemUTC())
                .find(ImageReference.parse(registry.host() + "/" + reference))
                .orElseThrow()
                .digest();
    }

    @Test
    void buildsFromScratchTheSameDigestTwice() throws Exception {
        BuiltImage first = build("shop/cart", "scratch");
        assertThat(first.digest()).isEqualTo(digest("shop/cart:7")).isEqualTo(digest("shop/cart:latest"));
        assertThat(first.reference().digest()).isEqualTo(first.digest());
        assertThat(first.size()).isPositive();
        assertThat(build("shop/again", "scratch").digest()).isEqualTo(first.digest());
        assertThat(run.events(ImageBuilt.class)).hasSize(2);
    }

    @Test
    void buildsOnABaseThatWasPushedBefore() throws Exception {
        BuiltImage base = build("base/node", "scratch");
        Files.writeString(project.resolve("server.js"), "serve(more)");
        BuiltImage built = build("shop/cart", registry.host() + "/base/node:7");
        assertThat(built.digest()).isEqualTo(digest("shop/cart:7")).isNotEqualTo(base.digest());
        assertThat(built.size()).isGreaterThan(base.size());
    }

    /** The message of the error that it must fail with; nothing may be recorded. */
    private String failure(ImageBuildRequest request) {
        Throwable e = catchThrowable(() -> new ImageBuilder(run.context()).build(request));
        assertThat(e).isInstanceOf(DeliveryException.class);
        assertThat(e.getMessage()).startsWith("imageBuild: ").doesNotContain("\n", WRONG);
        assertThat(run.events(ImageBuilt.class)).isEmpty();
        assertThat(run.context().release().current().images()).isEmpty();
        return e.getMessage();
    }

    @Test
    void saysWhichBaseIsMissing() {
        assertThat(failure(request("shop/cart", registry.host() + "/base/none:1", null, "server.js")))
                .contains("base/none:1");
    }

    @Test
    void saysThatNothingListensWhereTheRegistryOrTheBaseShouldBe() throws Exception {
        String gone = "127.0.0.1:" + freePort();
        assertThat(failure(request("shop/cart", gone + "/base/node:7", null, "server.js")))
                .isEqualTo("imageBuild: nothing listens on " + gone
                        + "; check that the registry is up and that host and port are right");
        registry.close();
        assertThat(failure(request("shop/cart", "scratch", null, "server.js")))
                .startsWith("imageBuild: nothing listens on " + registry.host());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void saysWhichLayerIsMissing() {
        assertThat(failure(request("shop/cart", "scratch", null, "dist"))).contains("there is no 'dist'");
    }

    @Test
    void saysThatTheRegistryAsksForALogin() throws Exception {
        registry.close();
        registry = SandboxRegistry.start(content, "shop", Secret.of("shop-registry-password"));
        assertThat(failure(request("shop/cart", "scratch", null, "server.js")))
                .isEqualTo("imageBuild: the registry asks for a login for " + registry.host()
                        + "/shop/cart; give credentialsId, or let an admin set one for this registry");
    }

    @Test
    void logsInToARegistryWithoutTlsThatAnAdminAllowed() throws Exception {
        registry.close();
        registry = SandboxRegistry.start(content, "shop", Secret.of("shop-registry-password"));
        run.close();
        run = new TestDelivery(
                project,
                Settings.empty(),
                Map.of("right", new Credential.UserPassword("shop", Secret.of("shop-registry-password"))));
        BuiltImage built = new ImageBuilder(run.context()).build(request("shop/cart", "scratch", "right", "server.js"));
        assertThat(built.pushed()).isTrue();
        assertThat(built.platforms()).containsKey("linux/amd64");
    }

    @Test
    void saysThatTheLoginIsWrong() throws Exception {
        registry.close();
        registry = SandboxRegistry.start(content, "shop", Secret.of("shop-registry-password"));
        assertThat(failure(request("shop/cart", "scratch", "wrong", "server.js")))
                .contains("refused the login", registry.host(), "check user and password")
                .doesNotContain("relay");
    }
}
