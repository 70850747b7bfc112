package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryContract;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real registry with TLS and a password, by the same contract as the sandbox's. */
class RealRegistryIT extends RegistryContract {
    @Override
    protected RegistryAccess access() {
        try {
            return new RegistryAccess(
                    Counterparts.need("REGISTRY_TLS"),
                    false,
                    Files.readString(Path.of(Counterparts.need("REGISTRY_CA"))),
                    "registry-login",
                    Counterparts.need("REGISTRY_USER"),
                    Secret.of(Counterparts.need("REGISTRY_PASSWORD")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected RegistryAccess other() {
        return RegistryAccess.anonymous(Counterparts.need("REGISTRY"));
    }
}
