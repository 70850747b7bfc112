package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Reads what an agent's own {@code config.json} says of one registry. */
final class AgentConfig implements WorkspaceTask<AgentConfig.Found> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final String host;
    private final String own;
    private final String home;

    /**
     * What was found; all null where the registry is not in it.
     *
     * @param helper last part of the name of the program to ask
     */
    record Found(String helper, String user, Secret password) implements Serializable {
        static final Found NOTHING = new Found(null, null, null);
    }

    /** The file cannot be read. */
    static final class BrokenException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        BrokenException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /**
     * Of {@code host}.
     *
     * @param own {@code DOCKER_CONFIG} of the step, or null
     * @param home {@code HOME} of the step, or null
     */
    AgentConfig(String host, String own, String home) {
        this.host = host;
        this.own = own;
        this.home = home;
    }

    /** What Docker calls a registry in its file and to its helpers. */
    static String server(String host) {
        return host.equals("docker.io") ? DOCKER_HUB : host;
    }

    @Override
    public Found run(Path folder) throws IOException {
        String base = home == null ? System.getProperty("user.home") : home;
        Path file = (own == null ? Path.of(base, ".docker") : folder.resolve(own)).resolve("config.json");
        if (!Files.isReadable(file)) {
            return Found.NOTHING;
        }
        JsonNode config;
        try {
            config = JSON.readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // Without what the parser quotes: it may be a password
            throw new BrokenException(file + " is no JSON; mend or remove it", null);
        }
        for (Map.Entry<String, JsonNode> one : config.path("credHelpers").properties()) {
            if (isOurs(one.getKey()) && !one.getValue().asText().isEmpty()) {
                return new Found(one.getValue().asText(), null, null);
            }
        }
        Found written = written(config.path("auths"));
        String store = config.path("credsStore").asText("");
        return written.user() == null && !store.isEmpty() ? new Found(store, null, null) : written;
    }

    private Found written(JsonNode auths) {
        for (Map.Entry<String, JsonNode> one : auths.properties()) {
            String token = one.getValue().path("identitytoken").asText("");
            String pair = decoded(one.getValue().path("auth").asText(""));
            int colon = pair.indexOf(':');
            if (isOurs(one.getKey()) && !token.isEmpty()) {
                return new Found(null, RegistryAccess.TOKEN_USER, Secret.of(token));
            } else if (isOurs(one.getKey()) && colon > 0) {
                return new Found(null, pair.substring(0, colon), Secret.of(pair.substring(colon + 1)));
            }
        }
        return Found.NOTHING;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether a key means our registry: its host, or an address of its API as older versions of Docker wrote it. */
    private boolean isOurs(String key) {
        String name = key.replaceFirst("^https?://", "").replaceFirst("/(v[12]/?)?$", "");
        return name.equals(host) || (host.equals("docker.io") && name.equals("index.docker.io"));
    }
}
