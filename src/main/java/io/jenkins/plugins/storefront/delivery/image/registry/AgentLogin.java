package io.jenkins.plugins.storefront.delivery.image.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The login that the agent's own Docker configuration has for a registry: of {@code auths}, or of the program that {@code credHelpers}
 * or {@code credsStore} names (docs.docker.com, "docker login", "Credential stores").
 */
final class AgentLogin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private AgentLogin() {}

    /** The same access with the login, or as it was where there is none. */
    static RegistryAccess find(RegistryAccess access, Workspace workspace, DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        Map<String, String> variables = delivery.environment();
        AgentConfig.Found found;
        try {
            found = workspace.act(
                    new AgentConfig(access.host(), variables.get("DOCKER_CONFIG"), variables.get("HOME")));
        } catch (AgentConfig.BrokenException e) {
            throw new DeliveryException(e.getMessage(), e);
        }
        if (found.helper() != null) {
            return ask(access, found.helper(), delivery);
        }
        return found.user() == null ? access : access.with(found.user(), found.password());
    }

    /** Asks a credential helper by its protocol: the server on standard input, JSON on standard output. */
    private static RegistryAccess ask(RegistryAccess access, String helper, DeliveryContext delivery)
            throws DeliveryException, IOException, InterruptedException {
        String program = "docker-credential-" + helper;
        ProcessResult result;
        try {
            result = delivery.processes()
                    .run(ProcessRequest.of(program, "get")
                            .reading(Secret.of(AgentConfig.server(access.host())))
                            .within(LIMIT));
        } catch (IOException e) {
            throw new DeliveryException(
                    "the Docker configuration of the agent takes the login to " + access.host() + " from '" + program
                            + "', which cannot be started: " + e.getMessage(),
                    e);
        }
        if (!result.succeeded()) {
            String why = result.output().isBlank() ? result.errors() : result.output();
            if (why.contains("credentials not found")) {
                return access;
            }
            throw new DeliveryException(program + " gives no login to " + access.host() + ": "
                    + delivery.secrets().mask(why.strip().lines().findFirst().orElse("it said nothing")));
        }
        try {
            JsonNode answer = JSON.readTree(result.output());
            String user = answer.path("Username").asText("");
            return user.isEmpty()
                    ? access
                    : access.with(user, Secret.of(answer.path("Secret").asText("")));
        } catch (JsonProcessingException e) {
            // Without its cause: that would quote the answer
            throw new DeliveryException(program + " answered something that is no JSON for " + access.host());
        }
    }
}
