package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Locale;

/** Programs that run containers, and in what they differ for us. */
public enum Engine {
    DOCKER("DOCKER_HOST", List.of("version", "--format", "{{.Server.Version}}"), List.of("rm", "--force", "--volumes")),
    /** Needs no daemon. Kills at once only where it is told to; else it waits 10 s for the container to end by itself. */
    PODMAN(
            "CONTAINER_HOST",
            List.of("version", "--format", "{{.Client.Version}}"),
            List.of("rm", "--force", "--time", "0", "--volumes"));

    /** First version of Podman whose options are those used here. */
    private static final int PODMAN_SINCE = 4;

    private final String hostVariable;
    private final List<String> version;
    private final List<String> remove;

    Engine(String hostVariable, List<String> version, List<String> remove) {
        this.hostVariable = hostVariable;
        this.version = version;
        this.remove = remove;
    }

    /**
     * The engine that a user names.
     *
     * @return null for {@code auto}
     */
    static Engine parse(String name) throws DeliveryException {
        return switch (name) {
            case "auto" -> null;
            case "docker" -> DOCKER;
            case "podman" -> PODMAN;
            default ->
                throw new DeliveryException("withContainer: engine is 'auto', 'docker' or 'podman', not '"
                        + name.replaceAll("\\p{Cntrl}", "?") + "'");
        };
    }

    String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Variable that leads the program to an engine on another machine. */
    String hostVariable() {
        return hostVariable;
    }

    /** Arguments that let it say its version, and fail where it cannot be used. */
    List<String> version() {
        return version;
    }

    /** Arguments that end and remove a container at once. */
    List<String> remove() {
        return remove;
    }

    /** Why this version will not do, or null. */
    String obstacle(String found) {
        String major = found.trim().replaceFirst("\\..*", "");
        return this == PODMAN && major.matches("\\d{1,3}") && Integer.parseInt(major) < PODMAN_SINCE
                ? "it is version " + found.trim() + "; version " + PODMAN_SINCE + " or later is needed"
                : null;
    }
}
