package io.jenkins.plugins.storefront.runner.sandbox;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Stand-ins for base images, so that a release can be tried where no image registry is reached. They hold the files that name a
 * system and no program: what is built on them can be pushed, pinned and rolled out to the sandbox, and not run.
 */
final class BaseImages {
    private static final List<String> NAMES = List.of("base/java:17", "base/node:18");

    private BaseImages() {}

    /** Pushes them to the registry at {@code host}. */
    static void push(String host, Path folder) throws IOException, InterruptedException {
        Path release = Files.createDirectories(folder).resolve("os-release");
        Files.writeString(release, "NAME=\"Storefront sandbox\"\nID=sandbox\n", StandardCharsets.UTF_8);
        for (String name : NAMES) {
            try {
                Jib.fromScratch()
                        .addLayer(List.of(release), AbsoluteUnixPath.get("/etc"))
                        .containerize(Containerizer.to(RegistryImage.named(host + "/" + name))
                                .setAllowInsecureRegistries(true)
                                .setApplicationLayersCache(folder.resolve("layers"))
                                .setBaseImageLayersCache(folder.resolve("bases"))
                                .setOfflineMode(false)
                                .setToolName("storefront"));
            } catch (InvalidImageReferenceException
                    | RegistryException
                    | CacheDirectoryCreationException
                    | ExecutionException e) {
                throw new IOException("the base image " + name + " cannot be made: " + e.getMessage(), e);
            }
        }
    }
}
