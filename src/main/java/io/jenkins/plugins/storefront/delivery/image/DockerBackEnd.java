package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessRequest;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Builds with the Docker command line of the agent, by argument vectors. Docker logs in by a {@code config.json} of this build's
 * own, readable by nobody else and removed afterwards; the password is in no argument and no variable.
 */
final class DockerBackEnd implements ImageBackEnd {
    private final DeliveryContext delivery;

    DockerBackEnd(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Digest build(ImageBuildRequest request, RegistryAccess target)
            throws DeliveryException, IOException, InterruptedException {
        Workspace folder = delivery.workspace().temporary().child("docker-" + UUID.randomUUID());
        String agentConfig = delivery.environment().get("DOCKER_CONFIG");
        String home = delivery.environment().get("HOME");
        try {
            folder.act(new DockerConfig.Write(agentConfig, home, List.of(target)));
        } catch (IOException e) {
            throw new DeliveryException("imageBuild: docker's configuration: " + e.getMessage(), e);
        }
        try {
            Map<String, String> variables = Map.of("DOCKER_CONFIG", folder.path());
            String id = image(request, variables, folder);
            if (request.push()) {
                for (String tag : request.tags()) {
                    docker(
                            request,
                            variables,
                            List.of("docker", "push", request.image().name() + ":" + tag),
                            "push");
                }
            }
            return Digest.parse(id);
        } finally {
            folder.act(new DockerConfig.Remove());
        }
    }

    private String image(ImageBuildRequest request, Map<String, String> variables, Workspace folder)
            throws DeliveryException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "build"));
        for (String tag : request.tags()) {
            command.addAll(List.of("--tag", request.image().name() + ":" + tag));
        }
        if (request.dockerfile() != null) {
            command.addAll(List.of("--file", request.dockerfile()));
        }
        if (request.target() != null) {
            command.addAll(List.of("--target", request.target()));
        }
        new TreeMap<>(request.buildArgs())
                .forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
        new TreeMap<>(request.labels())
                .forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
        if (request.pull()) {
            command.add("--pull");
        }
        if (request.noCache()) {
            command.add("--no-cache");
        }
        command.addAll(List.of("--", request.context()));
        docker(request, variables, command, "build");
        ProcessResult id = docker(
                request,
                variables,
                List.of(
                        "docker",
                        "image",
                        "inspect",
                        "--format",
                        "{{.Id}}",
                        request.image().name() + ":" + request.tags().get(0)),
                null);
        return id.output().trim();
    }

    /** Runs docker; {@code told} names the step whose output is shown, or null to show none. */
    private ProcessResult docker(
            ImageBuildRequest request, Map<String, String> variables, List<String> command, String told)
            throws DeliveryException, IOException, InterruptedException {
        String source = "docker " + told + " " + request.service();
        ProcessRequest process = ProcessRequest.of(command).with(variables);
        if (told != null) {
            process.eachLine(line ->
                    delivery.events().publish(new ProcessOutput(delivery.clock().instant(), source, line)));
        }
        ProcessResult result;
        try {
            result = delivery.processes().run(process);
        } catch (IOException e) {
            throw new DeliveryException(
                    "imageBuild: docker cannot be started on "
                            + delivery.workspace().describe() + "; install the Docker client there, or build with jib",
                    e);
        }
        if (!result.succeeded()) {
            throw new DeliveryException("imageBuild: docker " + command.get(1) + " failed (exit code "
                    + result.exitCode() + "): " + DockerErrors.explain(result.errors()));
        }
        return result;
    }
}
