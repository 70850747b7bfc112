package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's registry keeps the contract of real ones. */
class SandboxRegistryContractTest extends RegistryContract {
    private static final Secret PASSWORD = Secret.of("shop-registry-password");

    private static SandboxRegistry sandbox;
    private static SandboxRegistry open;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        sandbox = SandboxRegistry.start(folder.resolve("closed"), "shop", PASSWORD);
        open = SandboxRegistry.start(folder.resolve("open"));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        open.close();
    }

    @Override
    protected RegistryAccess access() {
        return new RegistryAccess(sandbox.host(), true, null, "registry-login", "shop", PASSWORD);
    }

    @Override
    protected RegistryAccess other() {
        return RegistryAccess.anonymous(open.host());
    }

    private static HttpRegistry impatient(RegistryAccess access) throws DeliveryException {
        return new HttpRegistry(new RegistryHttp(
                access,
                Clock.systemUTC(),
                new RegistryHttp.Patience(1, Duration.ofMillis(1), Duration.ofMillis(10)),
                null));
    }

    @Test
    void saysThatItDoesNotSpeakTls() throws Exception {
        RegistryAccess tls = new RegistryAccess(sandbox.host(), false, null, null, null, null);
        assertThatThrownBy(() -> impatient(tls).find(ImageReference.parse(sandbox.host() + "/shop/cart:7")))
                .hasMessage("the registry " + sandbox.host()
                        + " does not speak TLS; if that is intended, let an admin set plain HTTP for it");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        SandboxRegistry gone = SandboxRegistry.start();
        gone.close();
        assertThatThrownBy(() -> impatient(RegistryAccess.anonymous(gone.host()))
                        .find(ImageReference.parse(gone.host() + "/shop/cart:7")))
                .hasMessage("nothing listens on " + gone.host()
                        + "; check that the registry is up and that host and port are right");
    }
}
