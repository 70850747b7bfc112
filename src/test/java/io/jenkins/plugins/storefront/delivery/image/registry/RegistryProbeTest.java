package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProbeTest {
    @TempDir
    Path folder;

    @Test
    void tellsThatALoginWorks() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder, "robot", Secret.of("right"))) {
            assertThat(probe(access(registry.host(), "right")).login()).isEqualTo(RegistryProbe.Login.ACCEPTED);
        }
    }

    @Test
    void saysThatALoginIsRefused() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder, "robot", Secret.of("right"))) {
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> probe(access(registry.host(), "wrong")).login())
                    .withMessageContaining("refused the login of 'robot'");
        }
    }

    @Test
    void tellsThatALoginWasNotLookedAt() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder)) {
            assertThat(probe(access(registry.host(), "any")).login()).isEqualTo(RegistryProbe.Login.NOT_ASKED);
            assertThat(probe(RegistryAccess.anonymous(registry.host())).login())
                    .isEqualTo(RegistryProbe.Login.ANONYMOUS);
        }
    }

    @Test
    void saysThatAnotherServiceIsNoRegistry() throws Exception {
        try (SandboxSlack other = SandboxSlack.start()) {
            String host = other.apiUrl().replaceFirst("http://", "").replaceFirst("/.*", "");
            assertThatExceptionOfType(DeliveryException.class)
                    .isThrownBy(() -> probe(RegistryAccess.anonymous(host)).login())
                    .withMessageContaining("is no image registry; check host and port");
        }
    }

    @Test
    void tellsWhatALoginMayDoWithARepository() throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.start(folder)) {
            RegistryProbe probe = probe(RegistryAccess.anonymous(registry.host()));
            assertThat(probe.rights("shop/cart")).isEqualTo(RegistryProbe.Rights.PUSH);
            registry.faults().answer("POST", "shop/cart", 2, 403, "DENIED", "no", Map.of());
            assertThat(probe.rights("shop/cart")).isEqualTo(RegistryProbe.Rights.NO_REPOSITORY);
            new TestImage(RegistryAccess.anonymous(registry.host()), "shop/web").push("layer", "7");
            registry.faults().answer("POST", "shop/web", 2, 403, "DENIED", "no", Map.of());
            assertThat(probe.rights("shop/web")).isEqualTo(RegistryProbe.Rights.PULL);
            registry.faults().answer("GET", "shop/web/tags", 1, 403, "DENIED", "no", Map.of());
            assertThat(probe.rights("shop/web")).isEqualTo(RegistryProbe.Rights.NONE);
        }
    }

    private static RegistryProbe probe(RegistryAccess access) throws DeliveryException {
        return new RegistryProbe(access, Clock.systemUTC(), null);
    }

    private static RegistryAccess access(String host, String password) {
        return new RegistryAccess(host, true, null, "login", "robot", Secret.of(password));
    }
}
