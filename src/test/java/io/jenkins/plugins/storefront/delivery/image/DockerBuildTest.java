package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.image.registry.HttpRegistry;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Docker command line is called with, and what its failures are told as; a script stands in for it. */
class DockerBuildTest {
    private static final String PASSWORD = "shop-registry-password";
    private static final Pattern CONFIG_FOLDER = Pattern.compile("(?m)^DOCKER_CONFIG=(.+)$");

    @TempDir
    private Path project;

    @TempDir
    private Path content;

    @TempDir
    private Path machine;

    private SandboxRegistry registry;
    private FakeDocker docker;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start(content);
        docker = new FakeDocker(machine);
        Files.createDirectories(project.resolve("services/cart"));
        Files.writeString(project.resolve("services/cart/Dockerfile"), "FROM base/node:18\nCOPY . /app\n");
        Files.writeString(project.resolve("services/cart/Dockerfile.prod"), "FROM base/node:18 AS release\n");
        Settings settings = new Settings(
                List.of(new RegistrySettings(registry.host(), "login", true, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        run = new TestDelivery(
                        project, settings, Map.of("login", new Credential.UserPassword("shop", Secret.of(PASSWORD))))
                .with("PATH", docker.path())
                .with("HOME", machine.toString());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        registry.close();
    }

    private ImageReference image(String tag) {
        return new ImageReference(registry.host(), "shop/cart", tag, null);
    }

    private Ask ask() {
        return Ask.image(image(null)).builder("docker-classic");
    }

    private ImageBuildRequest simple(boolean push) {
        return push ? ask().request() : ask().keep().request();
    }

    private BuiltImage build(ImageBuildRequest request) throws Exception {
        return new ImageBuilder(run.context()).build(request);
    }

    /** What a real push would do; jib needs no Docker. */
    private Digest pushed(String tag) throws Exception {
        Files.writeString(project.resolve("file"), tag);
        ImageBuildRequest jib = Ask.image(image(null))
                .tags(tag)
                .layers("scratch", new ImageBuildRequest.Layer("file", "/"))
                .request();
        try (TestDelivery other = new TestDelivery(project, Settings.empty(), Map.of())) {
            return new ImageBuilder(other.context()).build(jib).digest();
        }
    }

    @Test
    void passesEverythingAsOneArgumentEach() throws Exception {
        pushed("7");
        build(ask().tags("7", "latest")
                .labels(Map.of("team", "the shop's"))
                .docker(new ImageBuildRequest.Docker(
                        "services/cart",
                        "services/cart/Dockerfile.prod",
                        "release",
                        Map.of("NOTE", "two words\nand \"more\" $HOME"),
                        Map.of(),
                        Map.of(),
                        true,
                        true,
                        List.of("base/cache:1"),
                        List.of()))
                .request());
        String name = registry.host() + "/shop/cart";
        assertThat(docker.calls().get(1).arguments())
                .startsWith("build", "--tag", name + ":7", "--tag", name + ":latest", "--cache-from", "base/cache:1")
                .containsSubsequence("--file", "services/cart/Dockerfile.prod", "--target", "release")
                .containsSubsequence("--build-arg", "NOTE=two words\nand \"more\" $HOME")
                .containsSubsequence("--label", "org.opencontainers.image.title=cart", "--label", "team=the shop's")
                .contains("--pull", "--no-cache")
                .endsWith("--", "./services/cart");
        assertThat(docker.calls())
                .extracting(call -> call.arguments().get(0))
                .containsExactly("version", "build", "push");
        assertThat(digest("latest")).isEqualTo(digest("7"));
    }

    private Digest digest(String tag) throws Exception {
        return new HttpRegistry(RegistryAccess.anonymous(registry.host()), Clock.systemUTC())
                .resolve(image(tag))
                .orElseThrow();
    }

    @Test
    void givesTheDigestThatTheRegistryHasAndNotTheImageId() throws Exception {
        Digest pushed = pushed("7");
        BuiltImage built = build(simple(true));
        // Annotations have made another manifest of what was pushed
        assertThat(built.digest()).isEqualTo(digest("7")).isNotIn(pushed, Digest.parse(FakeDocker.ID));
        assertThat(built.reference().digest()).isEqualTo(built.digest());
        assertThat(built.platforms())
                .containsEntry("linux/amd64", built.digest().value());
        assertThat(run.context().release().current().images()).containsValue(built);
        assertThat(run.events(ProcessOutput.class))
                .extracting(ProcessOutput::line)
                .containsExactly("build: working", "push: working");
    }

    @Test
    void givesTheImageIdWhereNothingIsPushed() throws Exception {
        assertThat(build(simple(false)).digest()).isEqualTo(Digest.parse(FakeDocker.ID));
        assertThat(docker.calls()).extracting(call -> call.arguments().get(0)).containsExactly("version", "build");
    }

    @Test
    void logsInByAFileOfItsOwnThatIsGoneAfterwards() throws Exception {
        Files.createDirectories(machine.resolve(".docker/cli-plugins"));
        Files.writeString(
                machine.resolve(".docker/config.json"),
                "{\"auths\":{\"other.example.com\":{\"auth\":\"b3RoZXI6bG9naW4=\"}},\"credsStore\":\"desktop\"}");
        docker.fail("push", "unauthorized: authentication required");
        assertThat(catchThrowable(() -> build(simple(true)))).hasMessageContaining("unauthorized");
        assertThat(docker.calls().subList(1, 3)).allSatisfy(call -> {
            JsonNode config = new ObjectMapper().readTree(call.config());
            String auth =
                    config.path("auths").path(registry.host()).path("auth").asText();
            assertThat(new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8))
                    .isEqualTo("shop:" + PASSWORD);
            assertThat(config.path("auths").has("other.example.com")).isTrue();
            // An empty helper lets Docker read this registry's login in the file; the store keeps all others
            assertThat(config.path("credsStore").asText()).isEqualTo("desktop");
            assertThat(config.path("credHelpers").path(registry.host()).asText("absent"))
                    .isEmpty();
            assertThat(call.arguments().toString() + call.environment() + call.input())
                    .doesNotContain(PASSWORD, auth);
            assertThat(call.folder())
                    .containsPattern("(?m)^drwx------\\S* .* \\.$")
                    .containsPattern("(?m)^-rw-------\\S* .* config\\.json$")
                    .containsPattern("(?m)^l.* cli-plugins -> " + machine.resolve(".docker/cli-plugins") + "$");
            Matcher folder = CONFIG_FOLDER.matcher(call.environment());
            assertThat(folder.find()).isTrue();
            assertThat(Path.of(folder.group(1))).doesNotExist();
        });
        assertThat(machine.resolve(".docker/cli-plugins")).exists();
        try (Stream<Path> left = Files.walk(run.folder())) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).doesNotContain("config.json");
        }
    }

    @Test
    void theAgentIsAskedOnceInARunWhatItHas() throws Exception {
        build(simple(false));
        build(simple(false));
        assertThat(docker.calls())
                .extracting(call -> call.arguments().get(0))
                .containsExactly("version", "build", "build");
    }

    /** The message of the error that it must fail with; nothing may be recorded or shown. */
    private String failure() {
        Throwable e = catchThrowable(() -> build(simple(true)));
        assertThat(e).isInstanceOf(DeliveryException.class);
        assertThat(e.getMessage()).startsWith("imageBuild: ").doesNotContain("\n", PASSWORD);
        assertThat(run.log() + run.events()).doesNotContain(PASSWORD);
        assertThat(run.events(ImageBuilt.class)).isEmpty();
        assertThat(run.context().release().current().images()).isEmpty();
        return e.getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            build | ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | start it, or set DOCKER_HOST
            build | ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock | add it to the group docker
            build | ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory | there is no such Dockerfile
            push  | unauthorized: authentication required | check the credential of this registry
            push  | denied: requested access to the resource is denied | may this login write to it?
            push  | no basic auth credentials | give this registry a credential
            push  | Get "https://r/v2/": x509: certificate signed by unknown authority | add its CA to the Docker daemon
            """)
    void saysInOneLineWhatDockerSaidAndWhatToDo(String command, String said, String advice) throws Exception {
        docker.fail(command, "some progress\n" + said);
        assertThat(failure())
                .startsWith("imageBuild: docker " + command + " failed (exit code 1): " + said)
                .contains(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"auths\": {\n", "[]", ""})
    void saysThatTheMachinesOwnConfigurationIsDamaged(String config) throws Exception {
        Files.createDirectories(machine.resolve(".docker"));
        Files.writeString(machine.resolve(".docker/config.json"), config);
        assertThat(failure()).contains(machine.resolve(".docker/config.json") + " is no JSON", "mend or remove it");
        assertThat(docker.calls())
                .allSatisfy(call -> assertThat(call.arguments()).startsWith("version"));
    }

    @Test
    void saysWhatToInstallWhereDockerIsAbsent() throws Exception {
        run.with("PATH", project.toString());
        assertThat(failure())
                .isEqualTo("imageBuild: nothing on " + project
                        + " on this machine can build this: docker-classic is not usable: there is no docker there");
    }

    @Test
    void recordsNothingWhereTheRegistryDoesNotHaveWhatWasPushed() {
        assertThat(failure()).contains("the registry does not have " + registry.host() + "/shop/cart:7");
    }
}
