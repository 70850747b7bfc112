package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BuildKit by Docker's buildx plugin: that of the Docker engine, or a builder of its own where the agent has chosen one. */
final class BuildxBackEnd extends CommandLineBackEnd {
    private static final Set<Ability> ABILITIES = EnumSet.of(
            Ability.DOCKERFILE,
            Ability.SECRETS,
            Ability.SSH,
            Ability.ONE_PLATFORM,
            Ability.PLATFORMS,
            Ability.CACHE_FROM,
            Ability.CACHE_FROM_TAG,
            Ability.CACHE_TO,
            Ability.CACHE_TO_TAG,
            Ability.KEEP,
            Ability.MOUNTS,
            Ability.HERE_DOCUMENTS);

    /** What the BuildKit inside a Docker engine cannot export (docs.docker.com/build/builders/drivers/docker). */
    private static final Set<Ability> NOT_IN_ENGINE =
            EnumSet.of(Ability.PLATFORMS, Ability.CACHE_TO, Ability.CACHE_TO_TAG);

    private static final String NO_PLUGIN = "is not a docker command";

    /** docs.docker.com/build/builders/drivers. */
    private static final Set<String> DRIVERS = Set.of("docker", "docker-container", "kubernetes", "remote", "cloud");

    private static final Pattern DRIVER = Pattern.compile("(?m)^Driver:\\s*(\\S+)");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\s*Error:\\s*(.+)$");

    BuildxBackEnd(DeliveryContext delivery) {
        super(delivery, "docker");
    }

    @Override
    public String name() {
        return "buildx";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public Offer probe() throws DeliveryException, IOException, InterruptedException {
        // One call, for each costs a tenth of a second and more
        ProcessResult builder = ask(List.of("buildx", "inspect"));
        if (builder.exitCode() < 0) {
            return Offer.none(builder.errors());
        } else if (builder.errors().contains(NO_PLUGIN) || builder.output().contains(NO_PLUGIN)) {
            return Offer.none("docker there has no plugin buildx");
        }
        Matcher error = ERROR.matcher(builder.output());
        if (!builder.succeeded() || error.find()) {
            return Offer.none(DockerErrors.explain(builder.succeeded() ? error.group(1) : builder.errors()));
        }
        Matcher driver = DRIVER.matcher(builder.output());
        if (!driver.find() || !DRIVERS.contains(driver.group(1))) {
            return Offer.none("what docker there calls buildx is another program"); // Podman has one of that name
        }
        Set<Ability> abilities = EnumSet.copyOf(ABILITIES);
        if (driver.group(1).equals("docker")) {
            abilities.removeAll(NOT_IN_ENGINE);
        }
        return Offer.of("with driver " + driver.group(1), abilities);
    }

    @Override
    List<String> buildCommand(BuildJob job, BuildFolder folder) {
        ImageBuildRequest request = job.request();
        ImageBuildRequest.Docker docker = request.docker();
        List<String> command = new ArrayList<>(List.of("buildx", "build", "--progress", "plain"));
        command.add(request.push() ? "--push" : "--load");
        for (String tag : request.push() ? request.tags().subList(0, 1) : request.tags()) {
            command.addAll(List.of("--tag", request.image().name() + ":" + tag));
        }
        if (!request.platforms().isEmpty()) {
            command.addAll(List.of("--platform", String.join(",", request.platforms())));
        }
        docker.cacheFrom().forEach(image -> command.addAll(List.of("--cache-from", "type=registry,ref=" + image)));
        docker.cacheTo().forEach(image -> command.addAll(List.of("--cache-to", "type=registry,mode=max,ref=" + image)));
        if (docker.pull()) {
            command.add("--pull");
        }
        return command;
    }

    @Override
    void push(BuildJob job, BuildFolder folder) {
        // building has pushed
    }

    @Override
    Map<String, String> variables(BuildFolder folder) {
        // An attestation would make every image an index with a second, unknown platform
        return Map.of("DOCKER_CONFIG", folder.path(), "BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
    }

    /** In CSV, so that a path may hold a comma. */
    @Override
    String secretOption(String id, String path) {
        return "id=" + id + ",\"src=" + path.replace("\"", "\"\"") + "\"";
    }
}
