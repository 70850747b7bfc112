package io.jenkins.plugins.storefront.delivery.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.files.PrivateFiles;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The {@code DOCKER_CONFIG} folder of one build, on the agent: {@code config.json} with the agent's own settings and logins and those of
 * this build; the agent's plugins, contexts and builders, linked; {@code certs.d/HOST/ca.crt} of registries with an authority of their own.
 */
final class DockerConfig {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    /** What command line plugins find beside the file. */
    private static final List<String> LINKED = List.of("cli-plugins", "contexts", "buildx");

    private DockerConfig() {}

    /** Writes the folder. */
    static final class Write implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String own;
        private final String home;
        private final ArrayList<RegistryAccess> registries;
        private final boolean withoutStore;

        /**
         * @param own {@code DOCKER_CONFIG} of the step, or null
         * @param home {@code HOME} of the step, or null
         * @param registries that this build talks to; those without a login keep the agent's own
         */
        Write(String own, String home, List<RegistryAccess> registries) {
            this(own, home, registries, false);
        }

        /** @param withoutStore for programs that know no {@code credsStore} and no empty helper */
        Write(String own, String home, List<RegistryAccess> registries, boolean withoutStore) {
            this.withoutStore = withoutStore;
            this.own = own;
            this.home = home;
            this.registries = new ArrayList<>(registries);
        }

        @Override
        public Boolean run(Path folder) throws IOException {
            PrivateFiles.removeLeftovers(folder.getParent());
            Path agents = own != null
                    ? Path.of(own)
                    : Path.of(home != null ? home : System.getProperty("user.home"), ".docker");
            ObjectNode config = read(agents.resolve("config.json"));
            if (withoutStore) {
                config.remove("credsStore");
            }
            for (RegistryAccess registry : registries) {
                if (registry.hasLogin()) {
                    logIn(config, registry);
                }
            }
            PrivateFiles.folder(folder);
            try {
                PrivateFiles.write(folder.resolve("config.json"), MAPPER.writeValueAsBytes(config));
                for (String name : LINKED) {
                    if (Files.isDirectory(agents.resolve(name))) {
                        link(folder.resolve(name), agents.resolve(name));
                    }
                }
                for (RegistryAccess registry : registries) {
                    if (registry.caCertificate() != null) {
                        Path certificates = Files.createDirectories(
                                folder.resolve("certs.d").resolve(registry.host()));
                        Files.writeString(certificates.resolve("ca.crt"), registry.caCertificate());
                    }
                }
                return true;
            } catch (IOException e) {
                PrivateFiles.remove(folder);
                throw e;
            }
        }

        private static void link(Path from, Path to) throws IOException {
            try {
                Files.createSymbolicLink(from, to.toAbsolutePath());
            } catch (UnsupportedOperationException e) {
                // a machine without links goes without the agent's plugins
            }
        }
    }

    private static void logIn(ObjectNode config, RegistryAccess login) {
        String key = login.host().equals("docker.io") ? DOCKER_HUB_KEY : login.host();
        config.withObject("/auths").putObject(key).put("auth", auth(login));
        ObjectNode helpers = config.withObject("/credHelpers");
        if (config.path("credsStore").asText("").isEmpty()) {
            helpers.remove(key);
        } else {
            helpers.put(key, ""); // this registry's login is in the file; all others stay in the store
        }
        if (helpers.isEmpty()) {
            config.remove("credHelpers");
        }
    }

    /** Docker's own file format: Base64 of {@code user:password}. */
    private static String auth(RegistryAccess login) {
        String pair = login.user() + ":" + login.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
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

    /** Removes the folder; what is linked stays. */
    static final class Remove implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean run(Path folder) throws IOException {
            PrivateFiles.remove(folder);
            return true;
        }
    }
}
