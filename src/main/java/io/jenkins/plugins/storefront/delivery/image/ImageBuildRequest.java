package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image build is asked for; {@linkplain #checked() checked} once, before anything runs.
 *
 * @param image repository to build, without tag or digest
 * @param service part of the shop that it is
 * @param tags without repository; at least one
 * @param builder {@code auto} or the name of a back end, see {@link Builders}
 * @param docker what a Dockerfile is built with; used unless {@link #layered}
 * @param jib what the image consists of, for builds without a Dockerfile; its base is null for a build from one
 * @param labels that the user gave
 * @param platforms such as {@code linux/amd64}; that of the agent where there are none
 * @param push whether to push it
 * @param credentialsId login to the registry, or null for what the admin configured
 * @param reuse whether an image that the registry holds already will do
 */
public record ImageBuildRequest(
        ImageReference image,
        ServiceName service,
        List<String> tags,
        String builder,
        Docker docker,
        Jib jib,
        Map<String, String> labels,
        List<String> platforms,
        boolean push,
        String credentialsId,
        Reuse reuse) {
    /** Back end of a request that names none. */
    public static final String AUTO = "auto";

    /**
     * What a Dockerfile is built with.
     *
     * @param context folder in the workspace
     * @param dockerfile path in the workspace, or null for {@code Dockerfile} in the context
     * @param target stage, or null for the last one
     * @param buildArgs visible in the image's history, so no place for secrets
     * @param secrets id that the Dockerfile mounts, to credential id
     * @param ssh id that the Dockerfile mounts, to the credential id of a key; empty for the agent's own ssh-agent
     * @param pull whether to look for newer base images
     * @param noCache whether to build every step anew
     * @param cacheFrom images to take steps from
     * @param cacheTo images to put steps to
     */
    public record Docker(
            String context,
            String dockerfile,
            String target,
            Map<String, String> buildArgs,
            Map<String, String> secrets,
            Map<String, String> ssh,
            boolean pull,
            boolean noCache,
            List<String> cacheFrom,
            List<String> cacheTo) {
        public Docker {
            buildArgs = ordered(buildArgs);
            secrets = ordered(secrets);
            ssh = ordered(ssh);
            cacheFrom = List.copyOf(cacheFrom);
            cacheTo = List.copyOf(cacheTo);
        }

        /** A build of the Dockerfile in {@code context}, all else by default. */
        public static Docker of(String context) {
            return new Docker(context, null, null, Map.of(), Map.of(), Map.of(), false, false, List.of(), List.of());
        }

        /** Path of the Dockerfile in the workspace. */
        String file() {
            return dockerfile != null ? dockerfile : context.equals(".") ? "Dockerfile" : context + "/Dockerfile";
        }
    }

    /**
     * What an image consists of that is built without a Dockerfile.
     *
     * @param base a reference, {@code tar:PATH} or {@code scratch}, or null
     * @param layers lowest first
     * @param container how the image runs
     */
    public record Jib(String base, List<Layer> layers, Container container) {
        /** Nothing said. */
        public static final Jib NONE = new Jib(null, List.of(), Container.NONE);

        public Jib {
            layers = List.copyOf(layers);
        }
    }

    /**
     * Files that become one layer.
     *
     * @param from file, folder or glob in the workspace; a folder brings its content, a glob keeps the folders below its fixed part
     * @param into absolute path in the image
     */
    public record Layer(String from, String into) implements Serializable {}

    /**
     * How the image runs; lists may be empty, texts null.
     *
     * @param ports such as {@code 8080} or {@code 53/udp}
     * @param volumes absolute paths
     */
    public record Container(
            List<String> entrypoint,
            List<String> cmd,
            Map<String, String> env,
            List<String> ports,
            String user,
            String workdir,
            List<String> volumes)
            implements Serializable {
        /** Nothing said. */
        public static final Container NONE =
                new Container(List.of(), List.of(), Map.of(), List.of(), null, null, List.of());
    }

    /**
     * Whether an image that the registry holds already will do.
     *
     * @param wanted whether to look for one
     * @param maxAge how old it may be; zero for none
     * @param explain whether to show what the content key is made of
     */
    public record Reuse(boolean wanted, Duration maxAge, boolean explain) {
        /** Age up to which an image is reused where nobody says otherwise. */
        public static final Duration USUAL_AGE = Duration.ofDays(7);

        /** As the step does by default. */
        public static final Reuse USUAL = new Reuse(true, USUAL_AGE, false);

        /** Builds in any case. */
        public static final Reuse NEVER = new Reuse(false, Duration.ZERO, false);
    }

    public ImageBuildRequest {
        tags = List.copyOf(tags);
        labels = ordered(labels);
        platforms = List.copyOf(platforms);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Whether the image is put together of layers, without a Dockerfile. */
    public boolean layered() {
        return builder.equals("jib") || jib.base() != null || !jib.layers().isEmpty();
    }

    /** Refuses what a registry or a back end would refuse later or, worse, take for an option or for a command. */
    public ImageBuildRequest checked() throws DeliveryException {
        RequestCheck.check(this);
        return this;
    }
}
