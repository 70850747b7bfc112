package io.jenkins.plugins.storefront.delivery.image.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Containers that nobody will remove any more, because a controller or an agent went down for good: each says by labels whose it is. One
 * goes when its run is over; when its step could not remove it although the run goes on; and, whoever it is of, when its longest life is.
 */
final class Leftovers {
    /** Longer than any block. */
    static final Duration LONGEST_LIFE = Duration.ofDays(2);

    private static final String PREFIX = "io.jenkins.plugins.storefront.";
    private static final String RUN = PREFIX + "run";
    private static final String HOST = PREFIX + "host";
    private static final String RUN_AT_HOST = PREFIX + "run-at-host";
    private static final String UNTIL = PREFIX + "until";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeliveryContext delivery;
    private final EngineCalls calls;

    Leftovers(DeliveryContext delivery, EngineCalls calls) {
        this.delivery = delivery;
        this.calls = calls;
    }

    /** What a container of this run is labelled with. */
    static Map<String, String> labels(DeliveryContext delivery, Instant until) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(RUN, delivery.run().job() + "#" + delivery.run().number());
        labels.put(HOST, delivery.runs().host());
        labels.put(RUN_AT_HOST, delivery.runs().id());
        labels.put(UNTIL, Long.toString(until.getEpochSecond()));
        return labels;
    }

    /** Writes down that a step of this run has ended without removing its container. */
    static void left(DeliveryContext delivery, String name) throws IOException {
        delivery.release().keep(note(name), "left");
    }

    private static String note(String name) {
        return "container-" + name + "-left";
    }

    /** Removes those on this engine; one that cannot be removed stays for the next time. */
    void remove() throws IOException, InterruptedException {
        try {
            for (JsonNode one : all()) {
                String name = one.path("Name").asText("").replaceFirst("^/", "");
                if (!name.isEmpty() && isOver(name, one.at("/Config/Labels"))) {
                    List<String> command = new ArrayList<>(calls.engine().remove());
                    command.add(name);
                    if (calls.run(command.toArray(String[]::new)).succeeded()) {
                        tell("removed container " + name + ", which "
                                + one.at("/Config/Labels").path(RUN).asText("a run") + " left behind");
                    }
                }
            }
        } catch (DeliveryException e) {
            tell("containers that earlier runs left cannot be looked for: " + e.getMessage());
        }
    }

    private JsonNode all() throws DeliveryException, IOException, InterruptedException {
        ProcessResult listed = calls.run("ps", "--all", "--filter", "label=" + UNTIL, "--format", "{{.Names}}");
        if (!listed.succeeded()) {
            throw calls.failed("ps", listed);
        }
        List<String> command = new ArrayList<>(List.of("container", "inspect"));
        listed.output()
                .lines()
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(command::add);
        if (command.size() == 2) {
            return JSON.createArrayNode();
        }
        try {
            // Fails where one has gone meanwhile, and shows the others
            return JSON.readTree(calls.run(command.toArray(String[]::new)).output());
        } catch (JsonProcessingException e) {
            throw new DeliveryException(calls.engine().program() + " inspect answered something that is no JSON", e);
        }
    }

    private boolean isOver(String name, JsonNode labels) throws IOException {
        Runs runs = delivery.runs();
        String id = labels.path(RUN_AT_HOST).asText("");
        if (!id.isEmpty() && labels.path(HOST).asText("").equals(runs.host())) {
            return id.equals(runs.id()) ? delivery.release().kept(note(name)).isPresent() : !runs.isAlive(id);
        }
        return delivery.clock().instant().getEpochSecond() > labels.path(UNTIL).asLong(Long.MAX_VALUE);
    }

    private void tell(String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), false, "withContainer", text));
    }
}
