package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what goes into a build and makes its {@link ContentKey}. Where something that goes in cannot be named, there is no key, and the
 * reason instead: a build too many is better than the wrong image.
 */
final class KeyMaker {
    /** What leads the builders' programs to another machine or platform than the agent's own. */
    static final List<String> ENGINE_VARIABLES =
            List.of("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_DEFAULT_PLATFORM", "BUILDX_BUILDER", "CONTAINER_HOST");

    private final DeliveryContext delivery;
    private final BaseImages bases;

    /**
     * What was found.
     *
     * @param key or null
     * @param obstacle why there is no key, or null
     * @param dockerfile or null for a build without one
     * @param pinnedDockerfile its text with every image by digest, or null without key
     * @param pinnedBase base of a build without a Dockerfile, by digest where that is known
     * @param ignore ignore file beside the Dockerfile, or null
     * @param bases registries of the base images, each once
     * @param platform what is built where the request names no platform, or null if that is not known
     */
    record Keyed(
            ContentKey key,
            String obstacle,
            Dockerfile dockerfile,
            String pinnedDockerfile,
            String pinnedBase,
            String[] ignore,
            List<RegistryAccess> bases,
            String platform) {}

    KeyMaker(DeliveryContext delivery, BaseImages bases) {
        this.delivery = delivery;
        this.bases = bases;
    }

    /**
     * @param wanted whether a key is wanted at all; else only what building needs is read
     * @throws DeliveryException if what is to be built is not there
     */
    Keyed make(ImageBuildRequest request, boolean wanted) throws DeliveryException, IOException, InterruptedException {
        return request.layered() ? layers(request, wanted) : dockerfile(request, wanted);
    }

    private ContentKey.Parts begin(ImageBuildRequest request, String way, String architecture)
            throws IOException, InterruptedException {
        ContentKey.Parts parts = new ContentKey.Parts()
                .add("built", way)
                // "auto" takes whichever fits, so any of them will do again; a builder that is named is wanted for what
                // it does
                .add("builder", request.builder())
                .add(
                        "platform",
                        request.platforms().stream().distinct().sorted().toList())
                .add("label", request.labels());
        if (request.platforms().isEmpty()) {
            parts.add("platform of the agent", architecture);
        }
        return parts;
    }

    private Keyed dockerfile(ImageBuildRequest request, boolean wanted)
            throws DeliveryException, IOException, InterruptedException {
        ImageBuildRequest.Docker docker = request.docker();
        ContextFiles.Found found = act(new ContextFiles(docker.context(), docker.file(), wanted));
        Dockerfile dockerfile = Dockerfile.parse(found.dockerfile(), docker.buildArgs());
        Map<String, String> pinned = new LinkedHashMap<>();
        List<RegistryAccess> registries = new ArrayList<>();
        String obstacle = dockerfile.obstacle();
        for (Dockerfile.Use use : dockerfile.images()) {
            String problem = bases.resolve(use.image(), request, wanted && obstacle == null, pinned, registries);
            obstacle = obstacle == null ? problem : obstacle;
        }
        if (!wanted || obstacle != null) {
            return new Keyed(null, obstacle, dockerfile, null, null, null, registries, null);
        }
        ContentKey.Parts parts = begin(request, "Dockerfile", architecture(found.architecture()))
                .add("Dockerfile", new KeyHash().text(found.dockerfile()).hex())
                .add("Dockerfile is at", place(docker))
                .add("context", found.digest())
                .add("files in the context", Long.toString(found.files()))
                .add("target", docker.target())
                .add("build argument", docker.buildArgs())
                .add("image", pinned)
                .add("secret", docker.secrets().keySet().stream().sorted().toList())
                .add("ssh", docker.ssh().keySet().stream().sorted().toList());
        Map<String, String> environment = delivery.environment();
        for (String variable : ENGINE_VARIABLES) {
            String value = environment.get(variable);
            boolean local = value != null && (value.startsWith("unix://") || value.startsWith("npipe://"));
            parts.add(variable, local ? null : value);
        }
        return new Keyed(
                parts.key(),
                null,
                dockerfile,
                dockerfile.pinned(pinned),
                null,
                found.ignore(),
                registries,
                environment.get("DOCKER_DEFAULT_PLATFORM") == null ? architecture(found.architecture()) : null);
    }

    /** Where it is within the context may matter to what a build copies; where the context is does not. */
    private static String place(ImageBuildRequest.Docker docker) {
        String prefix = docker.context().equals(".") ? "" : docker.context() + "/";
        return docker.file().startsWith(prefix) ? docker.file().substring(prefix.length()) : "outside";
    }

    private Keyed layers(ImageBuildRequest request, boolean wanted)
            throws DeliveryException, IOException, InterruptedException {
        ImageBuildRequest.Jib jib = request.jib();
        boolean tar = jib.base().startsWith("tar:");
        List<RegistryAccess> registries = new ArrayList<>();
        Map<String, String> pinned = new LinkedHashMap<>();
        String obstacle = null;
        if (!tar && !jib.base().equals("scratch")) {
            obstacle = bases.resolve(jib.base(), request, wanted, pinned, registries);
        }
        String base = pinned.getOrDefault(jib.base(), jib.base());
        if (!wanted || obstacle != null) {
            return new Keyed(null, obstacle, null, null, base, null, registries, null);
        }
        ImageBuildRequest.Container container = jib.container();
        // Without platforms Jib builds for linux/amd64 wherever it runs
        ContentKey key = begin(request, "layers", "linux/amd64")
                .add("base", tar ? "tar" : base)
                .add(
                        "layers",
                        act(new LayerDigest(jib.layers(), tar ? jib.base().substring("tar:".length()) : null)))
                .add("entrypoint", container.entrypoint())
                .add("cmd", container.cmd())
                .add("variable", container.env())
                .add("port", container.ports())
                .add("user", container.user())
                .add("workdir", container.workdir())
                .add("volume", container.volumes())
                .key();
        return new Keyed(key, null, null, null, base, null, registries, null);
    }

    private <T extends Serializable> T act(WorkspaceTask<T> task)
            throws DeliveryException, InterruptedException, IOException {
        try {
            return delivery.workspace().act(task);
        } catch (IOException e) {
            throw new DeliveryException("imageBuild: " + e.getMessage(), e);
        }
    }

    /** Java's name of the machine as images name it. */
    private static String architecture(String java) {
        String name =
                switch (java) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> java;
                };
        return "linux/" + name;
    }
}
