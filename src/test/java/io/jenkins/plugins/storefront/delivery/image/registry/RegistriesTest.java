package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which login a step gets for a registry. */
class RegistriesTest {
    private static final String HOST = "registry.example.com:5000";

    @TempDir
    private Path project;

    @TempDir
    private Path home;

    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        Settings settings = new Settings(
                List.of(new RegistrySettings("configured.example.com", "admins", false, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        run = new TestDelivery(
                        project,
                        settings,
                        Map.of(
                                "admins", new Credential.UserPassword("admin", Secret.of("admins-password")),
                                "steps", new Credential.UserPassword("step", Secret.of("steps-password"))))
                .with("HOME", home.toString())
                .with("PATH", home.toString());
        Files.createDirectories(home.resolve(".docker"));
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private void config(String json) throws Exception {
        Files.writeString(home.resolve(".docker/config.json"), json);
    }

    private static String auth(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void helper(String name, String script) throws Exception {
        Path program = home.resolve("docker-credential-" + name);
        Files.writeString(program, "#!/bin/sh\nread -r server\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private RegistryAccess access(String host, String credentialsId) throws Exception {
        return Registries.of(run.context()).access(host, credentialsId);
    }

    @Test
    void takesTheStepsLoginBeforeTheAdminsAndThatBeforeTheAgents() throws Exception {
        config("{\"auths\": {\"configured.example.com\": {\"auth\": \"" + auth("agent", "x") + "\"}, \"" + HOST
                + "\": {\"auth\": \"" + auth("agent", "agents-password") + "\"}}}");
        assertThat(access("configured.example.com", "steps").user()).isEqualTo("step");
        assertThat(access("configured.example.com", null).user()).isEqualTo("admin");
        assertThat(access(HOST, null).user()).isEqualTo("agent");
        assertThat(access(HOST, null).password().reveal()).isEqualTo("agents-password");
        assertThat(access("other.example.com", null).hasLogin()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, https://index.docker.io/v1/",
        "docker.io, docker.io",
        "registry.example.com, https://registry.example.com",
        "registry.example.com, registry.example.com/v2/"
    })
    void knowsTheWaysInWhichDockerWritesARegistry(String host, String key) throws Exception {
        config("{\"auths\": {\"registry.example.com.evil\": {\"auth\": \"" + auth("other", "x") + "\"}, \"" + key
                + "\": {\"auth\": \"" + auth("agent", "a:b") + "\"}}}");
        assertThat(access(host, null).user()).isEqualTo("agent");
        assertThat(access(host, null).password().reveal()).isEqualTo("a:b");
    }

    @Test
    void asksTheHelperOfTheRegistryAndTheStoreForOthers() throws Exception {
        helper("ours", "echo \"{\\\"Username\\\":\\\"AWS\\\",\\\"Secret\\\":\\\"for $server\\\"}\"");
        helper("store", "echo \"{\\\"Username\\\":\\\"stored\\\",\\\"Secret\\\":\\\"for $server\\\"}\"");
        config("{\"credHelpers\": {\"" + HOST + "\": \"ours\"}, \"credsStore\": \"store\"}");
        assertThat(access(HOST, null).user()).isEqualTo("AWS");
        assertThat(access(HOST, null).password().reveal()).isEqualTo("for " + HOST);
        assertThat(access("docker.io", null).user()).isEqualTo("stored");
        assertThat(access("docker.io", null).password().reveal()).isEqualTo("for https://index.docker.io/v1/");
    }

    @Test
    void goesOnWithoutALoginWhereTheStoreHasNone() throws Exception {
        helper("store", "echo 'credentials not found in native keychain'; exit 1");
        config("{\"credsStore\": \"store\"}");
        assertThat(access(HOST, null).hasLogin()).isFalse();
    }

    @Test
    void saysWhichHelperFailsOrIsMissing() throws Exception {
        helper("broken", "echo 'no identity found' >&2; exit 1");
        config("{\"credHelpers\": {\"" + HOST + "\": \"broken\", \"gone.example.com\": \"gone\"}}");
        assertThatThrownBy(() -> access(HOST, null))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("docker-credential-broken gives no login to " + HOST + ": no identity found");
        assertThatThrownBy(() -> access("gone.example.com", null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("the Docker configuration of the agent takes the login to gone.example.com from"
                        + " 'docker-credential-gone', which cannot be started: ");
    }

    @Test
    void saysThatTheAgentsConfigurationIsDamagedWithoutShowingIt() throws Exception {
        config("{\"auths\": {\"x\": {\"auth\": hush}}}");
        assertThatThrownBy(() -> access(HOST, null))
                .isInstanceOf(DeliveryException.class)
                .hasMessage(home.resolve(".docker/config.json") + " is no JSON; mend or remove it")
                .hasMessageNotContaining("hush");
    }

    @Test
    void saysOfWhomARefusedLoginIs() throws Exception {
        RegistryAccess agents = RegistryAccess.anonymous("127.0.0.1:1").with("agent", Secret.of("x"));
        assertThat(RegistryProblem.refusedLogin(agents))
                .hasMessage("the registry 127.0.0.1:1 refused the login of 'agent'; check the agent's own Docker"
                        + " configuration, or give credentialsId");
    }

    @Test
    void asksFromTheAgentInsideNode() throws Exception {
        try (SandboxRegistry sandbox = SandboxRegistry.start()) {
            Registry registry = Registries.of(run.context()).forHost(sandbox.host(), null);
            assertThat(registry).isInstanceOf(AgentRegistry.class);
            assertThat(registry.resolve(ImageReference.parse(sandbox.host() + "/shop/cart:7")))
                    .isEmpty();
            assertThatThrownBy(() -> registry.config(ImageReference.parse(sandbox.host() + "/shop/cart:7")))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage("the registry " + sandbox.host()
                            + " holds no shop/cart:7; check name and tag, and that it was pushed");
        }
    }
}
