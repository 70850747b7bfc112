package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ProcessResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds with Buildah, which needs no daemon. Images are written in Docker's format, because the OCI one cannot hold a HEALTHCHECK; the
 * manifest becomes an OCI one when it is annotated.
 */
class BuildahBackEnd extends CommandLineBackEnd {
    private static final Set<Ability> ABILITIES = EnumSet.of(
            Ability.DOCKERFILE,
            Ability.SECRETS,
            Ability.SSH,
            Ability.ONE_PLATFORM,
            Ability.PLATFORMS,
            Ability.CACHE_FROM,
            Ability.CACHE_TO,
            Ability.KEEP,
            Ability.MOUNTS,
            Ability.HERE_DOCUMENTS);

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+\\S*");

    private final String name;
    private final int[] hereDocumentsSince;

    BuildahBackEnd(DeliveryContext delivery) {
        this(delivery, "buildah", new int[] {1, 33});
    }

    /** @param hereDocumentsSince version that reads here-documents first */
    BuildahBackEnd(DeliveryContext delivery, String name, int[] hereDocumentsSince) {
        super(delivery, name);
        this.name = name;
        this.hereDocumentsSince = hereDocumentsSince.clone();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public final Offer probe() throws DeliveryException, IOException, InterruptedException {
        ProcessResult asked = ask(List.of("--version"));
        Matcher version = VERSION.matcher(asked.output());
        if (!asked.succeeded() || !version.find()) {
            return Offer.none(asked.exitCode() < 0 ? asked.errors() : DockerErrors.explain(asked.errors()));
        }
        Set<Ability> abilities = EnumSet.copyOf(ABILITIES);
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < hereDocumentsSince[0] || major == hereDocumentsSince[0] && minor < hereDocumentsSince[1]) {
            abilities.remove(Ability.HERE_DOCUMENTS);
        }
        return Offer.of(version.group(), abilities);
    }

    /** An index has no image id. */
    @Override
    final boolean writesId(BuildJob job) {
        return !isList(job);
    }

    private static boolean isList(BuildJob job) {
        return job.request().platforms().size() > 1;
    }

    @Override
    final List<String> buildCommand(BuildJob job, BuildFolder folder) {
        ImageBuildRequest request = job.request();
        ImageBuildRequest.Docker docker = request.docker();
        List<String> command = new ArrayList<>(List.of("build", "--format", "docker"));
        if (isList(job)) {
            // Versions as late as 1.28 take one platform's steps for another's where both begin with scratch
            command.addAll(List.of("--layers=false", "--manifest", folder.name()));
        } else {
            command.add("--layers");
            for (String tag : request.tags()) {
                command.addAll(List.of("--tag", request.image().name() + ":" + tag));
            }
        }
        if (!request.platforms().isEmpty()) {
            command.addAll(List.of("--platform", String.join(",", request.platforms())));
        }
        if (folder.certificates() != null) {
            command.addAll(List.of("--cert-dir", folder.certificates()));
        }
        docker.cacheFrom().forEach(image -> command.addAll(List.of("--cache-from", image)));
        docker.cacheTo().forEach(image -> command.addAll(List.of("--cache-to", image)));
        if (docker.pull()) {
            command.add("--pull-always");
        }
        if (folder.ignore() != null) {
            command.addAll(List.of("--ignorefile", folder.ignore()));
        }
        return command;
    }

    @Override
    final void push(BuildJob job, BuildFolder folder) throws DeliveryException, IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isList(job)) {
            command.addAll(List.of("manifest", "push", "--all", "--format", "v2s2"));
        } else {
            command.addAll(List.of("push", "--format", "docker"));
        }
        if (folder.certificates() != null) {
            command.addAll(List.of("--cert-dir", folder.certificates()));
        }
        command.addAll(List.of(isList(job) ? folder.name() : job.first().toString(), "docker://" + job.first()));
        call(job, folder, command, "push");
    }

    @Override
    final void clean(BuildJob job, BuildFolder folder) throws DeliveryException, IOException, InterruptedException {
        if (isList(job) && job.request().push()) {
            ask(List.of("manifest", "rm", folder.name()));
        }
    }

    @Override
    final Map<String, String> variables(BuildFolder folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("REGISTRY_AUTH_FILE", folder.path("config.json"));
        if (folder.registries() != null) {
            variables.put("CONTAINERS_REGISTRIES_CONF", folder.registries());
        }
        return variables;
    }

    @Override
    final String secretOption(String id, String path) {
        return "id=" + id + ",src=" + path;
    }
}
