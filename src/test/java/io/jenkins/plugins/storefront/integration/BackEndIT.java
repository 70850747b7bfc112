package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.image.BackEndContract;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Every back end that Debian offers, and Jib, with a registry that has TLS, a private authority and a password; skopeo looks after them. */
class BackEndIT {
    /** A back end on this machine and the registry that integration/ started. */
    abstract static class Real extends BackEndContract {
        @Override
        protected String host() {
            return Counterparts.need("REGISTRY_TLS");
        }

        @Override
        protected TestDelivery delivery() throws Exception {
            String ca = Files.readString(Path.of(Counterparts.need("REGISTRY_CA")));
            Settings settings = new Settings(
                    List.of(new RegistrySettings(host(), "login", false, ca)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            Map<String, Credential> credentials = Map.of(
                    "login",
                    new Credential.UserPassword(
                            Counterparts.need("REGISTRY_USER"), Secret.of(Counterparts.need("REGISTRY_PASSWORD"))),
                    "secret",
                    new Credential.Text(Secret.of(SECRET)));
            return new TestDelivery(project, settings, credentials)
                    .with("DOCKER_HOST", Counterparts.need("DOCKER_HOST"))
                    .with("DOCKER_CONFIG", Counterparts.need("DOCKER_CONFIG"));
        }

        @Override
        protected String digestElsewhere(String reference) throws Exception {
            Process skopeo = new ProcessBuilder(
                            "skopeo",
                            "inspect",
                            "--format",
                            "{{.Digest}}",
                            "--cert-dir="
                                    + Path.of(Counterparts.need("REGISTRY_CA")).getParent(),
                            "--creds=" + Counterparts.need("REGISTRY_USER") + ":"
                                    + Counterparts.need("REGISTRY_PASSWORD"),
                            "docker://" + reference)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            assertThat(skopeo.waitFor()).as(output).isZero();
            return output;
        }
    }

    /** BuildKit of the Docker engine. */
    @Nested
    class Buildx extends Real {
        @Override
        protected String builder() {
            return "buildx";
        }
    }

    /** The Docker engine's first builder. */
    @Nested
    class DockerClassic extends Real {
        @Override
        protected String builder() {
            return "docker-classic";
        }
    }

    /** Podman. */
    @Nested
    class Podman extends Real {
        @Override
        protected String builder() {
            return "podman";
        }
    }

    /** Buildah. */
    @Nested
    class Buildah extends Real {
        @Override
        protected String builder() {
            return "buildah";
        }
    }

    /** Jib, which needs no program. */
    @Nested
    class Jib extends Real {
        @Override
        protected String builder() {
            return "jib";
        }
    }
}
