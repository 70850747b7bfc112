package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.files.PrivateFiles;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A {@link DockerConfig} folder on the agent for as long as some programs run; close it and it is gone, after an abort too.
 * For Docker it is {@code DOCKER_CONFIG}; Podman and Buildah take its {@code config.json} as {@code REGISTRY_AUTH_FILE}.
 */
public final class DockerFolder implements AutoCloseable {
    private final Workspace folder;
    private final Map<String, String> variables;
    private final String certificates;

    private DockerFolder(Workspace folder, Map<String, String> variables, String certificates) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
        this.certificates = certificates;
    }

    /** For Docker and its plugins. */
    public static DockerFolder forDocker(DeliveryContext delivery, List<RegistryAccess> registries)
            throws IOException, InterruptedException, DeliveryException {
        return open(delivery, registries, false);
    }

    /** For programs that know {@code auths} and {@code credHelpers}, but no {@code credsStore}. */
    public static DockerFolder forPodman(DeliveryContext delivery, List<RegistryAccess> registries)
            throws IOException, InterruptedException, DeliveryException {
        return open(delivery, registries, true);
    }

    private static DockerFolder open(DeliveryContext delivery, List<RegistryAccess> registries, boolean podman)
            throws IOException, InterruptedException, DeliveryException {
        Workspace folder = delivery.workspace().temporary().child(PrivateFiles.PREFIX + "docker-" + UUID.randomUUID());
        Map<String, String> variables = delivery.environment();
        try {
            folder.act(
                    new DockerConfig.Write(variables.get("DOCKER_CONFIG"), variables.get("HOME"), registries, podman));
        } catch (IOException e) {
            throw new DeliveryException("docker's configuration: " + e.getMessage(), e);
        }
        if (!podman) {
            return new DockerFolder(folder, Map.of("DOCKER_CONFIG", folder.path()), null);
        }
        Map<String, String> more = new LinkedHashMap<>(Map.of("REGISTRY_AUTH_FILE", folder.path() + "/config.json"));
        List<String> plain = registries.stream()
                .filter(RegistryAccess::plainHttp)
                .map(RegistryAccess::host)
                .distinct()
                .toList();
        if (!plain.isEmpty()) {
            folder.act(new BuildFiles.Write(Map.of(), plain, variables.get("HOME")));
            more.put("CONTAINERS_REGISTRIES_CONF", folder.path() + "/registries.conf");
        }
        String certificates = registries.stream()
                .filter(one -> one.caCertificate() != null)
                .map(one -> folder.path() + "/certs.d/" + one.host())
                .findFirst()
                .orElse(null);
        return new DockerFolder(folder, more, certificates);
    }

    /** What leads the programs to it. */
    public Map<String, String> variables() {
        return variables;
    }

    /** For Podman: folder of the authority to trust, or null. */
    public String certificates() {
        return certificates;
    }

    /** Absolute path on the agent. */
    public String path() {
        return folder.path();
    }

    /** Does something with the folder, on the agent. */
    public <T extends Serializable> T act(WorkspaceTask<T> task) throws IOException, InterruptedException {
        return folder.act(task);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        folder.act(new DockerConfig.Remove());
    }
}
