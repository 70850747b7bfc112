package io.jenkins.plugins.storefront.delivery.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/**
 * Builds and pushes an image with jib-core where the files are, without a daemon. The same files give the same digest on any machine:
 * times are fixed, entries sorted, and nothing of the machine goes in.
 */
final class JibTask implements WorkspaceTask<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String CACHE = ".storefront/jib";

    private final ImageReference image;
    private final String tag;
    private final String base;
    private final ArrayList<ImageBuildRequest.Layer> layers;
    private final ImageBuildRequest.Container container;
    private final LinkedHashMap<String, String> labels;
    private final ArrayList<String> platforms;
    private final RegistryAccess target;
    private final RegistryAccess baseRegistry;

    /**
     * @param baseRegistry how to reach the base image's registry, or null where the base is none of a registry
     */
    JibTask(BuildJob job, RegistryAccess baseRegistry) {
        ImageBuildRequest request = job.request();
        this.image = request.image();
        this.tag = request.tags().get(0);
        this.base = job.pinnedBase();
        this.layers = new ArrayList<>(request.jib().layers());
        this.container = request.jib().container();
        this.labels = new LinkedHashMap<>(job.labels());
        this.platforms = new ArrayList<>(request.platforms());
        this.target = job.target();
        this.baseRegistry = baseRegistry;
    }

    /** The digest that Jib pushed. */
    @Override
    public String run(Path folder) throws IOException, InterruptedException {
        try (JibRegistries registries = new JibRegistries(target, baseRegistry)) {
            try {
                JibContainer built = described(from(folder, registries), folder).containerize(to(folder, registries));
                return built.getDigest().toString();
            } catch (RegistryUnauthorizedException e) {
                throw new IOException(unauthorized(e.getImageReference()), e);
            } catch (RegistryCredentialsNotSentException e) {
                // Jib says so where there is nothing to send; where there is, a relay sends it
                throw new IOException(unauthorized(image.name()), e);
            } catch (ExecutionException e) {
                throw new IOException(registries.explain(e.getCause()), e.getCause());
            } catch (RegistryException | CacheDirectoryCreationException | InvalidImageReferenceException e) {
                throw new IOException(registries.explain(e), e);
            }
        } catch (DeliveryException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private JibContainerBuilder described(JibContainerBuilder builder, Path folder)
            throws IOException, InterruptedException {
        for (ImageBuildRequest.Layer layer : layers) {
            builder.addFileEntriesLayer(layer(folder, layer));
        }
        // Jib writes an index in Docker's format only; it becomes an OCI one when it is annotated
        builder.setFormat(platforms.size() > 1 ? ImageFormat.Docker : ImageFormat.OCI)
                .setCreationTime(Instant.EPOCH)
                .setLabels(new TreeMap<>(labels))
                .setEnvironment(new TreeMap<>(container.env()));
        if (!platforms.isEmpty()) {
            builder.setPlatforms(platforms());
        }
        if (!container.entrypoint().isEmpty()) {
            builder.setEntrypoint(container.entrypoint());
        }
        if (!container.cmd().isEmpty()) {
            builder.setProgramArguments(container.cmd());
        }
        for (String port : container.ports()) {
            int number = Integer.parseInt(port.replaceFirst("/.*", ""));
            builder.addExposedPort(port.endsWith("/udp") ? Port.udp(number) : Port.tcp(number));
        }
        for (String volume : container.volumes()) {
            builder.addVolume(AbsoluteUnixPath.get(volume));
        }
        if (container.user() != null) {
            builder.setUser(container.user());
        }
        if (container.workdir() != null) {
            builder.setWorkingDirectory(AbsoluteUnixPath.get(container.workdir()));
        }
        return builder;
    }

    /** By name, so that the order in which somebody wrote them makes no other image. */
    private Set<Platform> platforms() {
        Set<Platform> all = new LinkedHashSet<>();
        for (String platform : new TreeSet<>(platforms)) {
            String[] parts = platform.split("/");
            all.add(new Platform(parts[1], parts[0]));
        }
        return all;
    }

    private static FileEntriesLayer layer(Path folder, ImageBuildRequest.Layer layer)
            throws IOException, InterruptedException {
        FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.into());
        for (LayerFiles.Entry entry : LayerFiles.of(folder, layer)) {
            AbsoluteUnixPath target = AbsoluteUnixPath.get(entry.target());
            entries.addEntry(
                    entry.source(),
                    target,
                    entry.isFolder()
                            ? FilePermissions.DEFAULT_FOLDER_PERMISSIONS
                            : FilePermissions.fromOctalString(permissions(entry.source())),
                    FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
        }
        return entries.build();
    }

    /** As Git has it: whether its owner may run a file is all that counts, so that no umask makes another image. */
    static String permissions(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE) ? "755" : "644";
    }

    private String unauthorized(String imageName) {
        RegistryAccess asked = imageName.equals(image.name()) || baseRegistry == null ? target : baseRegistry;
        return asked.hasLogin()
                ? "the registry refuses the login for " + imageName + "; check the credential of this registry"
                : "the registry asks for a login for " + imageName
                        + "; give credentialsId, or let an admin set one for this registry";
    }

    private JibContainerBuilder from(Path folder, JibRegistries registries)
            throws InvalidImageReferenceException, IOException {
        if (base.equals("scratch")) {
            return Jib.fromScratch();
        } else if (base.startsWith("tar:")) {
            Path tar = folder.resolve(base.substring("tar:".length()));
            if (!Files.isRegularFile(tar) || !tar.toRealPath().startsWith(folder.toRealPath())) {
                throw new IOException("base: there is no file '" + folder.relativize(tar) + "' in " + folder);
            }
            return Jib.from(TarImage.at(tar));
        }
        return Jib.from(registries.image(base, baseRegistry));
    }

    private Containerizer to(Path folder, JibRegistries registries) throws InvalidImageReferenceException {
        return Containerizer.to(registries.image(image.withTag(tag).toString(), target))
                .setToolName("storefront")
                .setApplicationLayersCache(folder.resolve(CACHE))
                .setAllowInsecureRegistries(registries.plain());
    }
}
