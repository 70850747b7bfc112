package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.image.DockerFolder;
import io.jenkins.plugins.storefront.delivery.image.registry.Registries;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes and starts containers in one go, pulling their images where the engine does not have them. */
final class ContainerMaker {
    /** For a call that may pull an image. */
    private static final Duration LIMIT_WITH_PULL = Duration.ofMinutes(30);

    private final DeliveryContext delivery;
    private final EngineCalls calls;

    ContainerMaker(DeliveryContext delivery, EngineCalls calls) {
        this.delivery = delivery;
        this.calls = calls;
    }

    /** False where a container of that name is there already; it may not have been started. */
    boolean run(ContainerRequest request, String name) throws DeliveryException, IOException, InterruptedException {
        List<RegistryAccess> registries =
                List.of(Registries.of(delivery).access(request.image().registry(), request.credentialsId()));
        boolean podman = calls.engine() == Engine.PODMAN;
        try (DockerFolder folder =
                podman ? DockerFolder.forPodman(delivery, registries) : DockerFolder.forDocker(delivery, registries)) {
            StringBuilder lines = new StringBuilder();
            request.env()
                    .forEach((key, value) ->
                            lines.append(key).append('=').append(value).append('\n'));
            folder.act(new EnvFile(Secret.of(lines.toString())));
            if (podman) {
                pull(request.image().toString(), name, folder);
            }
            ProcessResult result = call(arguments(request, name, folder.path() + "/" + EnvFile.NAME), name, folder);
            boolean conflict = result.errors().contains("is already in use by");
            if (!result.succeeded() && !conflict) {
                throw calls.failed("run", result);
            }
            return result.succeeded();
        }
    }

    /** Podman takes a registry's authority when it pulls, and not when it makes a container. */
    private void pull(String image, String name, DockerFolder folder)
            throws DeliveryException, IOException, InterruptedException {
        if (calls.run("image", "exists", image).succeeded()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("pull", "--quiet"));
        if (folder.certificates() != null) {
            command.addAll(List.of("--cert-dir", folder.certificates()));
        }
        command.add(image);
        ProcessResult result = call(command, name, folder);
        if (!result.succeeded()) {
            throw calls.failed("pull", result);
        }
    }

    private ProcessResult call(List<String> command, String name, DockerFolder folder)
            throws DeliveryException, IOException, InterruptedException {
        return calls.run(
                command,
                folder.variables(),
                line -> delivery.events()
                        .publish(new ProcessOutput(delivery.clock().instant(), name, line)),
                LIMIT_WITH_PULL);
    }

    private List<String> arguments(ContainerRequest request, String name, String envFile)
            throws IOException, InterruptedException {
        Instant until = delivery.clock().instant().plus(Leftovers.LONGEST_LIFE);
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--name", name));
        for (Map.Entry<String, String> label : Leftovers.labels(delivery, until).entrySet()) {
            command.addAll(List.of("--label", label.getKey() + "=" + label.getValue()));
        }
        command.addAll(List.of("--env-file", envFile));
        for (int port : request.ports()) {
            command.add("--publish");
            command.add(calls.isLocal() ? "127.0.0.1::" + port : Integer.toString(port));
        }
        command.add(request.image().toString());
        command.addAll(request.cmd());
        return command;
    }
}
