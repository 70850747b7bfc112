package io.jenkins.plugins.storefront.delivery.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;

/** The {@code DOCKER_CONFIG} folder of one build, on the agent. */
final class DockerConfig {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private DockerConfig() {}

    /** Writes the folder: the agent's own settings, logins and plugins, and this build's login. */
    static final class Write implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String own;
        private final String home;
        private final RegistryAccess login;

        Write(String own, String home, RegistryAccess login) {
            this.own = own;
            this.home = home;
            this.login = login;
        }

        @Override
        public Boolean run(Path folder) throws IOException {
            Path agents = own != null ? Path.of(own) : home != null ? Path.of(home, ".docker") : folder;
            ObjectNode config = read(agents.resolve("config.json"));
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (login != null) {
                // A credential store would be asked instead of this file
                config.remove("credsStore");
                String key = login.host().equals("docker.io") ? DOCKER_HUB_KEY : login.host();
                config.withObject("/auths")
                        .putObject(key)
                        .put("auth", auth(login.user(), login.password()));
            }
            Path written = Files.createFile(
                    folder.resolve("config.json"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(written, MAPPER.writeValueAsBytes(config));
            Path plugins = agents.resolve("cli-plugins");
            if (Files.isDirectory(plugins)) {
                Files.createSymbolicLink(folder.resolve("cli-plugins"), plugins.toAbsolutePath());
            }
            return true;
        }
    }

    /** Docker's own form of a login: Base64 of {@code user:password}. */
    static String auth(String user, Secret password) {
        return Base64.getEncoder()
                .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(file.toFile()) instanceof ObjectNode config) {
                return config;
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON; mend or remove it", e);
        }
        throw new IOException(file + " is no JSON object; mend or remove it");
    }

    /** Removes the folder; the linked plugins stay. */
    static final class Remove implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean run(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            }
            return true;
        }
    }
}
