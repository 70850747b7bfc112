package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProbeTest {
    @TempDir
    Path folder;

    @Test
    void tellsThatALoginWorks() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder, "robot", Secret.of("right"))) {
            assertThat(RegistryProbe.of(access(registry.host(), "right"), Clock.systemUTC()))
                    .isEqualTo(RegistryProbe.Login.ACCEPTED);
        }
    }

    @Test
    void saysThatALoginIsRefused() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder, "robot", Secret.of("right"))) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> RegistryProbe.of(access(registry.host(), "wrong"), Clock.systemUTC()))
                    .withMessageContaining("refused the login of 'robot'");
        }
    }

    @Test
    void tellsThatALoginWasNotLookedAt() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder)) {
            assertThat(RegistryProbe.of(access(registry.host(), "any"), Clock.systemUTC()))
                    .isEqualTo(RegistryProbe.Login.NOT_ASKED);
            assertThat(RegistryProbe.of(RegistryAccess.anonymous(registry.host()), Clock.systemUTC()))
                    .isEqualTo(RegistryProbe.Login.ANONYMOUS);
        }
    }

    @Test
    void saysThatAnotherServiceIsNoRegistry() throws Exception {
        try (SandboxSlack other = SandboxSlack.start()) {
            String host = other.apiUrl().replaceFirst("http://", "").replaceFirst("/.*", "");
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> RegistryProbe.of(RegistryAccess.anonymous(host), Clock.systemUTC()))
                    .withMessageContaining("is no image registry; check host and port");
        }
    }

    private static RegistryAccess access(String host, String password) {
        return new RegistryAccess(host, true, null, "login", "robot", Secret.of(password));
    }
}
