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

/** The Docker engine's first builder, for agents without buildx. */
final class DockerClassicBackEnd extends CommandLineBackEnd {
    private static final Set<Ability> ABILITIES = EnumSet.of(
            Ability.DOCKERFILE, Ability.ONE_PLATFORM, Ability.CACHE_FROM, Ability.CACHE_FROM_TAG, Ability.KEEP);

    DockerClassicBackEnd(DeliveryContext delivery) {
        super(delivery, "docker");
    }

    @Override
    public String name() {
        return "docker-classic";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public Offer probe() throws DeliveryException, IOException, InterruptedException {
        // Podman's stand-in for docker does not know Platform.Name
        ProcessResult asked = ask(List.of("version", "--format", "{{.Server.Version}} {{.Server.Platform.Name}}"));
        return asked.succeeded()
                ? Offer.of(asked.output().trim().replaceFirst(" .*", ""), ABILITIES)
                : Offer.none(DockerErrors.explain(asked.errors()));
    }

    @Override
    List<String> buildCommand(BuildJob job, BuildFolder folder) {
        List<String> command = new ArrayList<>(List.of("build"));
        for (String tag : job.request().tags()) {
            command.addAll(List.of("--tag", job.request().image().name() + ":" + tag));
        }
        job.request().platforms().forEach(platform -> command.addAll(List.of("--platform", platform)));
        job.request().docker().cacheFrom().forEach(image -> command.addAll(List.of("--cache-from", image)));
        if (job.request().docker().pull()) {
            command.add("--pull");
        }
        return command;
    }

    @Override
    void push(BuildJob job, BuildFolder folder) throws DeliveryException, IOException, InterruptedException {
        call(job, folder, List.of("push", job.first().toString()), "push");
    }

    @Override
    Map<String, String> variables(BuildFolder folder) {
        return Map.of("DOCKER_CONFIG", folder.path(), "DOCKER_BUILDKIT", "0");
    }

    @Override
    String secretOption(String id, String path) {
        throw new IllegalStateException("no secrets here");
    }
}
