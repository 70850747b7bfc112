package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.DockerErrors;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers of one engine, by name. A repeated call does no harm. */
final class Containers {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final DeliveryContext delivery;
    private final EngineCalls calls;

    Containers(DeliveryContext delivery, Engine engine) {
        this.delivery = delivery;
        this.calls = new EngineCalls(delivery, engine);
    }

    Engine engine() {
        return calls.engine();
    }

    /** Where published ports are reached. */
    String host() throws IOException, InterruptedException {
        return calls.host();
    }

    /** Makes and starts the container; only starts it where it is there already. Removes what earlier runs left first. */
    void run(ContainerRequest request, String name) throws DeliveryException, IOException, InterruptedException {
        new Leftovers(delivery, calls).remove();
        if (!new ContainerMaker(delivery, calls).run(request, name)) {
            start(name);
        }
    }

    void start(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = calls.run("start", name);
        if (!result.succeeded()) {
            throw calls.failed("start", result);
        }
    }

    /** Empty where there is no such container. */
    Optional<Inspected> inspect(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = calls.run("container", "inspect", name);
        if (result.succeeded()) {
            Inspected seen = Inspected.parse(result.output());
            return Optional.of(engine() == Engine.PODMAN ? seen.withoutVerdict() : seen);
        } else if (EngineCalls.isMissing(result)) {
            return Optional.empty();
        }
        throw calls.failed("inspect", result);
    }

    /**
     * Why the image's HEALTHCHECK does not hold yet, or null. Podman leaves it to systemd to check from time to time, which not every machine
     * has, so it is told to check now.
     */
    String unhealthy(String name, Inspected seen) throws DeliveryException, IOException, InterruptedException {
        if (engine() == Engine.DOCKER) {
            return "healthy".equals(seen.health()) ? null : "it says " + seen.health();
        }
        ProcessResult result = calls.run("healthcheck", "run", name);
        return result.succeeded()
                ? null
                : "it fails" + (result.errors().isBlank() ? "" : ": " + DockerErrors.explain(result.errors()));
    }

    /** The last lines that it wrote, both streams. */
    List<String> log(String name, int lines) throws DeliveryException, IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        calls.run(
                List.of("logs", "--tail", Integer.toString(lines), name),
                Map.of(),
                line -> {
                    synchronized (all) {
                        all.add(line);
                    }
                },
                LIMIT);
        return all;
    }

    /** Ends and removes it with its volumes; nothing where there is none. */
    void remove(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = calls.run(removal(name).toArray(String[]::new));
        if (!result.succeeded() && !EngineCalls.isMissing(result)) {
            throw calls.failed("rm", result);
        }
    }

    /** As a person would type it. */
    String removalByHand(String name) {
        return engine().program() + " " + String.join(" ", removal(name));
    }

    private List<String> removal(String name) {
        List<String> command = new ArrayList<>(engine().remove());
        command.add(name);
        return command;
    }
}
