package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.DockerErrors;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Calls an engine's command line by argument vectors. An {@link IOException} of any method means that the agent is away. */
final class EngineCalls {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final DeliveryContext delivery;
    private final Engine engine;

    EngineCalls(DeliveryContext delivery, Engine engine) {
        this.delivery = delivery;
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    ProcessResult run(String... arguments) throws DeliveryException, IOException, InterruptedException {
        return run(List.of(arguments), Map.of(), line -> {}, LIMIT);
    }

    ProcessResult run(List<String> arguments, Map<String, String> variables, Consumer<String> eachLine, Duration limit)
            throws DeliveryException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(engine.program()));
        command.addAll(arguments);
        ProcessRunner programs = delivery.processes();
        try {
            return programs.run(ProcessRequest.of(command)
                    .with(variables)
                    .eachLine(eachLine)
                    .within(limit));
        } catch (IOException e) {
            throw new DeliveryException(
                    engine.program() + " cannot be started on "
                            + delivery.workspace().describe() + "; install it there: " + e.getMessage(),
                    e);
        }
    }

    DeliveryException failed(String command, ProcessResult result) {
        return new DeliveryException(engine.program() + " " + command + " failed (exit code " + result.exitCode()
                + "): " + DockerErrors.explain(result.errors()));
    }

    static boolean isMissing(ProcessResult result) {
        String errors = result.errors().toLowerCase(Locale.ROOT);
        return errors.contains("no such container") || errors.contains("no container with name or id");
    }

    /** Where published ports are reached: the engine's machine. */
    String host() throws IOException, InterruptedException {
        String address = delivery.environment().get(engine.hostVariable());
        if (address == null || !(address.startsWith("tcp://") || address.startsWith("ssh://"))) {
            return "127.0.0.1";
        }
        String host = URI.create(address).getHost();
        return host == null || isLocal(host) ? "127.0.0.1" : host;
    }

    /** Whether published ports are reached on this machine's loopback address. */
    boolean isLocal() throws IOException, InterruptedException {
        return isLocal(host());
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }
}
