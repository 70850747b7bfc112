package io.jenkins.plugins.storefront.delivery.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files with secrets: from their first moment nobody but their owner may read them (mode 0700 and 0600; on Windows what the workspace's
 * temporary folder inherits).
 */
public final class PrivateFiles {
    /** Older ones were left by a machine that went down; no build lasts for so long. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(2);

    private PrivateFiles() {}

    /** Makes a folder and those above it. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    /** Makes a file. */
    public static void write(Path file, byte[] content) throws IOException {
        Files.createFile(file, mode("rw-------"));
        Files.write(file, content);
    }

    /** Removes a folder with everything in it, where there is one; links are removed and not followed. */
    public static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** Removes folders in {@code parent} that nobody came back for. */
    public static void removeLeftovers(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        Instant oldest = Instant.now().minus(LONGEST_LIFE);
        for (Path one : folders) {
            if (Files.getLastModifiedTime(one).toInstant().isBefore(oldest)) {
                remove(one);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
