package io.jenkins.plugins.storefront.delivery.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Builds and pushes an image with jib-core where the files are, without a daemon. The same files give the same digest on any machine:
 * times are fixed, entries sorted, and nothing of the machine goes in.
 */
final class JibTask implements WorkspaceTask<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String CACHE = ".storefront/jib";

    private final String image;
    private final ArrayList<String> tags;
    private final String base;
    private final ArrayList<ImageBuildRequest.Layer> layers;
    private final ArrayList<String> entrypoint;
    private final ArrayList<String> cmd;
    private final LinkedHashMap<String, String> env;
    private final ArrayList<String> ports;
    private final LinkedHashMap<String, String> labels;
    private final String user;
    private final String workdir;
    private final RegistryAccess target;
    private final RegistryAccess baseRegistry;

    /**
     * @param baseRegistry how to reach the base image's registry, or null where the base is none of a registry
     */
    JibTask(ImageBuildRequest request, RegistryAccess target, RegistryAccess baseRegistry) {
        this.image = request.image().name();
        this.tags = new ArrayList<>(request.tags());
        this.base = request.base();
        this.layers = new ArrayList<>(request.layers());
        this.entrypoint = new ArrayList<>(request.container().entrypoint());
        this.cmd = new ArrayList<>(request.container().cmd());
        this.env = new LinkedHashMap<>(request.container().env());
        this.ports = new ArrayList<>(request.container().ports());
        this.labels = new LinkedHashMap<>(request.labels());
        this.user = request.container().user();
        this.workdir = request.container().workdir();
        this.target = target;
        this.baseRegistry = baseRegistry;
    }

    /** The digest that Jib pushed. */
    @Override
    public String run(Path folder) throws IOException, InterruptedException {
        try {
            JibContainerBuilder builder = from(folder);
            for (ImageBuildRequest.Layer layer : layers) {
                builder.addFileEntriesLayer(LayerFiles.of(folder, layer));
            }
            builder.setFormat(ImageFormat.OCI)
                    .setCreationTime(Instant.EPOCH)
                    .setLabels(labels)
                    .setEnvironment(env);
            if (!entrypoint.isEmpty()) {
                builder.setEntrypoint(entrypoint);
            }
            if (!cmd.isEmpty()) {
                builder.setProgramArguments(cmd);
            }
            for (String port : ports) {
                builder.addExposedPort(Port.tcp(Integer.parseInt(port)));
            }
            if (user != null) {
                builder.setUser(user);
            }
            if (workdir != null) {
                builder.setWorkingDirectory(AbsoluteUnixPath.get(workdir));
            }
            JibContainer built = builder.containerize(to(folder));
            return built.getDigest().toString();
        } catch (RegistryUnauthorizedException e) {
            throw new IOException(
                    access(e.getImageReference()).hasLogin()
                            ? "the registry refuses the login for " + e.getImageReference()
                                    + "; check the credential of this registry"
                            : asksForLogin(e.getImageReference()),
                    e);
        } catch (RegistryCredentialsNotSentException e) {
            // Jib says so too where there was nothing to send
            boolean login = target.hasLogin() || (baseRegistry != null && baseRegistry.hasLogin());
            throw new IOException(
                    login
                            ? "jib sends no login over plain HTTP; give the registry " + target.host()
                                    + " a TLS certificate, or build with docker"
                            : asksForLogin(image),
                    e);
        } catch (ExecutionException e) {
            throw new IOException(oneLine(e.getCause()), e.getCause());
        } catch (RegistryException | CacheDirectoryCreationException | InvalidImageReferenceException e) {
            throw new IOException(oneLine(e), e);
        } catch (NumberFormatException e) {
            throw new IOException("ports must be numbers: " + ports, e);
        }
    }

    private RegistryAccess access(String imageName) {
        return baseRegistry != null && !image.equals(imageName) ? baseRegistry : target;
    }

    private static String asksForLogin(String imageName) {
        return "the registry asks for a login for " + imageName
                + "; give credentialsId, or let an admin set one for this registry";
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
    }

    private JibContainerBuilder from(Path folder)
            throws InvalidImageReferenceException, InterruptedException, RegistryException, IOException,
                    CacheDirectoryCreationException, ExecutionException {
        if (base.equals("scratch")) {
            return Jib.fromScratch();
        } else if (base.startsWith("tar:")) {
            return Jib.from(TarImage.at(folder.resolve(base.substring("tar:".length()))));
        }
        JibContainerBuilder remote = Jib.from(login(RegistryImage.named(base), baseRegistry));
        if (baseRegistry == null || baseRegistry.plainHttp() == target.plainHttp()) {
            return remote;
        }
        // Jib knows one leave for plain HTTP for both registries: the one that must have TLS would lose it
        Path tar = Files.createDirectories(folder.resolve(CACHE)).resolve("base.tar");
        remote.containerize(
                Containerizer.to(TarImage.at(tar).named(base)).setAllowInsecureRegistries(baseRegistry.plainHttp()));
        return Jib.from(TarImage.at(tar));
    }

    private Containerizer to(Path folder) throws InvalidImageReferenceException {
        Containerizer containerizer = Containerizer.to(login(RegistryImage.named(image + ":" + tags.get(0)), target))
                .setToolName("storefront")
                .setApplicationLayersCache(folder.resolve(CACHE))
                .setAllowInsecureRegistries(target.plainHttp());
        for (String tag : tags.subList(1, tags.size())) {
            containerizer.withAdditionalTag(tag);
        }
        return containerizer;
    }

    private static RegistryImage login(RegistryImage image, RegistryAccess access) {
        return access != null && access.hasLogin()
                ? image.addCredential(access.user(), access.password().reveal())
                : image;
    }
}
