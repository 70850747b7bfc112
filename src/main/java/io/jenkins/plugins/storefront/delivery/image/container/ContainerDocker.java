package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.image.DockerErrors;
import io.jenkins.plugins.storefront.delivery.image.DockerFolder;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Docker command line, by argument vectors. A repeated call does no harm. */
final class ContainerDocker {
    private static final String LABEL_RUN = "io.jenkins.plugins.storefront.run";
    private static final String LABEL_UNTIL = "io.jenkins.plugins.storefront.until";

    /** Longer than any block; what is still there then was left by a controller or an agent that went down for good. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(2);

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** For a call that may pull an image. */
    private static final Duration LIMIT_WITH_PULL = Duration.ofMinutes(30);

    private final DeliveryContext delivery;

    ContainerDocker(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** Makes the container, pulling its image where the engine does not have it; nothing where it is there already. */
    void create(ContainerRequest request, String name) throws DeliveryException, IOException, InterruptedException {
        List<RegistryAccess> registries =
                List.of(Registries.of(delivery).access(request.image().registry(), request.credentialsId()));
        try (DockerFolder folder = DockerFolder.forDocker(delivery, registries)) {
            StringBuilder lines = new StringBuilder();
            request.env()
                    .forEach((key, value) ->
                            lines.append(key).append('=').append(value).append('\n'));
            folder.act(new EnvFile(Secret.of(lines.toString())));
            ProcessResult result = run(
                    ProcessRequest.of(arguments(request, name, folder.path() + "/" + EnvFile.NAME))
                            .with(Map.of("DOCKER_CONFIG", folder.path()))
                            .eachLine(line -> tell(name, line)),
                    LIMIT_WITH_PULL);
            if (!result.succeeded() && !result.errors().contains("is already in use by container")) {
                throw failed("create", result);
            }
        }
    }

    private List<String> arguments(ContainerRequest request, String name, String envFile)
            throws IOException, InterruptedException {
        RunInfo run = delivery.run();
        Instant until = delivery.clock().instant().plus(LONGEST_LIFE);
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "create",
                "--name",
                name,
                "--label",
                LABEL_RUN + "=" + run.job() + "#" + run.number(),
                "--label",
                LABEL_UNTIL + "=" + until.getEpochSecond(),
                "--env-file",
                envFile));
        for (int port : request.ports()) {
            command.add("--publish");
            command.add(isLocal(host()) ? "127.0.0.1::" + port : Integer.toString(port));
        }
        command.add(request.image().toString());
        command.addAll(request.cmd());
        return command;
    }

    void start(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = run(ProcessRequest.of("docker", "start", name));
        if (!result.succeeded()) {
            throw failed("start", result);
        }
    }

    /** Empty where there is no such container. */
    Optional<Inspected> inspect(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = run(ProcessRequest.of("docker", "container", "inspect", name));
        if (result.succeeded()) {
            return Optional.of(Inspected.parse(result.output()));
        } else if (isMissing(result)) {
            return Optional.empty();
        }
        throw failed("inspect", result);
    }

    /** The last lines that it wrote, both streams. */
    List<String> log(String name, int lines) throws DeliveryException, IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        run(ProcessRequest.of("docker", "logs", "--tail", Integer.toString(lines), name)
                .eachLine(line -> {
                    synchronized (all) {
                        all.add(line);
                    }
                }));
        return all;
    }

    /** Ends and removes it with its volumes; false where there was none. */
    boolean remove(String name) throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = run(ProcessRequest.of("docker", "rm", "--force", "--volumes", name));
        boolean missing = isMissing(result);
        if (!result.succeeded() && !missing) {
            throw failed("rm", result);
        }
        return result.succeeded() && !missing;
    }

    /** Removes what earlier runs left on this engine because their controller or agent went down for good. */
    void reap() throws DeliveryException, IOException, InterruptedException {
        ProcessResult result = run(ProcessRequest.of(
                "docker",
                "ps",
                "--all",
                "--filter",
                "label=" + LABEL_UNTIL,
                "--format",
                "{{.Names}} {{.Label \"" + LABEL_UNTIL + "\"}}"));
        long now = delivery.clock().instant().getEpochSecond();
        for (String line : result.output().lines().toList()) {
            String[] parts = line.trim().split(" ");
            if (parts.length == 2 && parts[1].matches("\\d{1,18}") && Long.parseLong(parts[1]) < now) {
                remove(parts[0]);
            }
        }
    }

    void tell(String name, String line) {
        delivery.events().publish(new ProcessOutput(delivery.clock().instant(), name, line));
    }

    /** Where published ports are reached: the engine's machine. */
    String host() throws IOException, InterruptedException {
        String address = delivery.environment().get("DOCKER_HOST");
        if (address == null || !(address.startsWith("tcp://") || address.startsWith("ssh://"))) {
            return "127.0.0.1";
        }
        String host = URI.create(address).getHost();
        return host == null || isLocal(host) ? "127.0.0.1" : host;
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private ProcessResult run(ProcessRequest request) throws DeliveryException, InterruptedException, IOException {
        return run(request, LIMIT);
    }

    /** An {@link IOException} means that the agent is away. */
    private ProcessResult run(ProcessRequest request, Duration limit)
            throws DeliveryException, InterruptedException, IOException {
        ProcessRunner programs = delivery.processes();
        try {
            return programs.run(request.within(limit));
        } catch (IOException e) {
            throw new DeliveryException(
                    "docker cannot be started on " + delivery.workspace().describe() + "; install the Docker client"
                            + " there: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isMissing(ProcessResult result) {
        return result.errors().contains("No such container");
    }

    private static DeliveryException failed(String command, ProcessResult result) {
        return new DeliveryException("docker " + command + " failed (exit code " + result.exitCode() + "): "
                + DockerErrors.explain(result.errors()));
    }
}
