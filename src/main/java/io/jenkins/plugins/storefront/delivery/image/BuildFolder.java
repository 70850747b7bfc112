package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.files.PrivateFiles;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The folder of one build on its agent: logins, secrets, certificates, the Dockerfile with its images by digest. Nobody else may read
 * it, and closing it removes it, also on a thread that was interrupted.
 */
final class BuildFolder implements AutoCloseable {
    private final Workspace workspace;
    private final String name;
    private final Map<String, Secret> files = new LinkedHashMap<>();
    private final List<String> keys = new ArrayList<>();
    private String dockerfile;
    private String ignore;
    private String certificates;
    private String registries;

    private BuildFolder(Workspace temporary) {
        this.name = PrivateFiles.PREFIX + "build-" + UUID.randomUUID();
        this.workspace = temporary.child(name);
    }

    static BuildFolder make(DeliveryContext delivery, BuildJob job)
            throws DeliveryException, IOException, InterruptedException {
        BuildFolder folder = new BuildFolder(delivery.workspace().temporary());
        Map<String, String> environment = delivery.environment();
        boolean made = false;
        try {
            try {
                folder.workspace.act(new DockerConfig.Write(
                        environment.get("DOCKER_CONFIG"), environment.get("HOME"), job.registries()));
            } catch (IOException e) {
                throw new DeliveryException("imageBuild: docker's configuration: " + e.getMessage(), e);
            }
            folder.fill(delivery, job);
            made = true;
            return folder;
        } finally {
            if (!made) {
                folder.close();
            }
        }
    }

    private void fill(DeliveryContext delivery, BuildJob job)
            throws DeliveryException, IOException, InterruptedException {
        ImageBuildRequest.Docker docker = job.request().docker();
        for (Map.Entry<String, String> secret : docker.secrets().entrySet()) {
            files.put(
                    "secret-" + secret.getKey(),
                    secret(delivery.secrets(), secret.getValue(), "the secret " + secret.getKey()));
        }
        for (Map.Entry<String, String> key : docker.ssh().entrySet()) {
            if (!key.getValue().isEmpty()) {
                keys.add(key.getKey());
                files.put(
                        "key-" + key.getKey(),
                        secret(delivery.secrets(), key.getValue(), "the SSH key " + key.getKey()));
            }
        }
        if (job.pinnedDockerfile() != null) {
            dockerfile = path("Dockerfile");
            files.put("Dockerfile", Secret.of(job.pinnedDockerfile()));
            if (job.ignore() != null) {
                ignore = path("Dockerfile" + job.ignore()[0]);
                files.put("Dockerfile" + job.ignore()[0], Secret.of(job.ignore()[1]));
            }
        } else if (docker.dockerfile() != null) {
            dockerfile = docker.dockerfile();
        }
        List<RegistryAccess> authorities = job.registries().stream()
                .filter(one -> one.caCertificate() != null)
                .toList();
        if (authorities.size() == 1) {
            certificates = path("certs.d/" + authorities.get(0).host()); // written with the logins
        } else if (!authorities.isEmpty()) {
            // One folder is all that Podman and Buildah take
            certificates = path();
            for (RegistryAccess one : authorities) {
                files.put(one.host().replace(':', '-') + ".crt", Secret.of(one.caCertificate()));
            }
        }
        List<String> plain = job.registries().stream()
                .filter(RegistryAccess::plainHttp)
                .map(RegistryAccess::host)
                .distinct()
                .toList();
        if (!plain.isEmpty()) {
            registries = path("registries.conf");
        }
        workspace.act(new BuildFiles.Write(files, plain, delivery.environment().get("HOME")));
    }

    /** A credential of whichever kind is a secret: text, file, or a login's password. */
    private static Secret secret(SecretStore store, String id, String purpose) throws DeliveryException {
        DeliveryException first = null;
        try {
            return store.find(id, Credential.Text.class, purpose).value();
        } catch (DeliveryException e) {
            first = e;
        }
        try {
            return store.find(id, Credential.File.class, purpose).content();
        } catch (DeliveryException e) {
            // the first one says what is wrong, unless it is a login
        }
        try {
            return store.find(id, Credential.UserPassword.class, purpose).password();
        } catch (DeliveryException e) {
            throw new DeliveryException("imageBuild: " + first.getMessage(), first);
        }
    }

    /** Absolute path of the folder. */
    String path() {
        return workspace.path();
    }

    /** Absolute path of a file in it. */
    String path(String file) {
        return workspace.path() + "/" + file;
    }

    /** A name that nothing else has. */
    String name() {
        return name;
    }

    String secret(String id) {
        return path("secret-" + id);
    }

    boolean hasKey(String id) {
        return keys.contains(id);
    }

    String key(String id) {
        return path("key-" + id);
    }

    /** The Dockerfile as an argument, or null for that of the context. */
    String dockerfile() {
        return dockerfile;
    }

    /** The ignore file that belongs to the pinned Dockerfile, or null. */
    String ignore() {
        return ignore;
    }

    /** Folder of the authorities to trust, or null. */
    String certificates() {
        return certificates;
    }

    /** A {@code registries.conf} that names the registries without TLS, or null. */
    String registries() {
        return registries;
    }

    /** What a program wrote to a file in the folder. */
    String read(String file) throws IOException, InterruptedException {
        return workspace.act(new BuildFiles.Read(file)).trim();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            workspace.act(new DockerConfig.Remove());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
