package io.jenkins.plugins.storefront.delivery.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    private static final int RUNS = 2_000;

    @TempDir
    private Path parent;

    @Test
    void removesOldFoldersOfOursAndNobodyElses() throws Exception {
        Path left = folder("storefront-build-1", Duration.ofDays(3));
        Path going = folder("storefront-build-2", Duration.ofHours(40));
        Path ofAnotherPlugin = folder("durable-5", Duration.ofDays(3));

        PrivateFiles.removeLeftovers(parent);

        assertThat(left).doesNotExist();
        assertThat(going.resolve("config.json")).exists();
        assertThat(ofAnotherPlugin.resolve("config.json")).exists();
    }

    @Test
    void removesLinksAndNotWhatTheyLeadTo() throws Exception {
        Path plugins = folder("cli-plugins", Duration.ZERO);
        Path folder = folder("storefront-build-1", Duration.ZERO);
        Files.createSymbolicLink(folder.resolve("cli-plugins"), plugins);

        PrivateFiles.remove(folder);

        assertThat(folder).doesNotExist();
        assertThat(plugins.resolve("config.json")).exists();
    }

    @Test
    void looksForLeftoversWhereThereIsNoFolderYet() throws Exception {
        PrivateFiles.removeLeftovers(parent.resolve("none"));
        PrivateFiles.remove(parent.resolve("none"));

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void looksForLeftoversWhileOtherBuildsComeAndGo() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> builds = other.submit(() -> {
            for (int i = 0; !enough.get(); i++) {
                PrivateFiles.remove(folder("storefront-build-" + i, Duration.ofDays(i % 4)));
            }
            return null;
        });
        try {
            for (int i = 0; i < RUNS; i++) {
                PrivateFiles.removeLeftovers(parent);
            }
        } finally {
            enough.set(true);
            other.shutdown();
        }
        assertThat(builds).succeedsWithin(Duration.ofSeconds(30));
        assertThat(parent).isEmptyDirectory();
    }

    private Path folder(String name, Duration age) throws Exception {
        Path folder = parent.resolve(name);
        PrivateFiles.folder(folder);
        PrivateFiles.write(folder.resolve("config.json"), new byte[] {1});
        if (!age.isZero()) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
        }
        return folder;
    }
}
