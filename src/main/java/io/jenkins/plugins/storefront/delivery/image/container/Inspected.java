package io.jenkins.plugins.storefront.delivery.image.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A container as {@code docker container inspect} shows it, and {@code podman container inspect} too.
 *
 * @param status such as {@code created}, {@code running} or {@code exited}
 * @param exitCode where it has ended
 * @param outOfMemory whether it was killed for its memory
 * @param error why it could not be started; may be empty
 * @param health what the image's HEALTHCHECK says, or null where it has none
 * @param healthOutput the last check's output, one line
 * @param ports of the container to ports of the engine's machine
 */
record Inspected(
        String status,
        int exitCode,
        boolean outOfMemory,
        String error,
        String health,
        String healthOutput,
        Map<Integer, Integer> ports) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_OUTPUT = 200;
    private static final String STARTING = "starting";

    static Inspected parse(String json) throws DeliveryException {
        JsonNode all;
        try {
            all = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the engine's answer about a container is no JSON", e);
        }
        JsonNode container = all.isArray() ? all.path(0) : all;
        JsonNode state = container.path("State");
        JsonNode health = state.path("Health");
        JsonNode checks = health.path("Log");
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> port :
                container.at("/NetworkSettings/Ports").properties()) {
            int published = port.getValue().path(0).path("HostPort").asInt(0);
            if (published > 0 && port.getKey().endsWith("/tcp")) {
                ports.put(Integer.parseInt(port.getKey().replace("/tcp", "")), published);
            }
        }
        return new Inspected(
                state.path("Status").asText(""),
                state.path("ExitCode").asInt(0),
                state.path("OOMKilled").asBoolean(false),
                state.path("Error").asText(""),
                health(container, health.path("Status").asText("")),
                line(checks.path(Math.max(0, checks.size() - 1)).path("Output").asText("")),
                ports);
    }

    /** Docker says nothing or none where the image has no HEALTHCHECK; Podman says nothing then, and also before the first check. */
    private static String health(JsonNode container, String status) {
        if (!status.isEmpty()) {
            return status.equals("none") ? null : status;
        }
        JsonNode test = container.at("/Config/Healthcheck/Test");
        boolean checked =
                test.isArray() && !test.isEmpty() && !test.path(0).asText().equals("NONE");
        return checked ? STARTING : null;
    }

    /** The same where the engine's word of the HEALTHCHECK does not count, because it is not the engine that checks. */
    Inspected withoutVerdict() {
        return new Inspected(
                status, exitCode, outOfMemory, error, health == null ? null : STARTING, healthOutput, ports);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").trim();
        return line.length() > LONGEST_OUTPUT ? line.substring(0, LONGEST_OUTPUT) + "…" : line;
    }

    /** Whether it was made and never started. */
    boolean isNew() {
        return status.equals("created") || status.equals("configured") || status.equals("initialized");
    }

    boolean isRunning() {
        return status.equals("running");
    }

    /** How it ended, for messages. */
    String end() {
        return (outOfMemory ? "because it had no memory left" : "with exit code " + exitCode)
                + (error.isEmpty() ? "" : " (" + line(error) + ")");
    }
}
