package io.jenkins.plugins.storefront.delivery.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Files with secrets: from their first moment nobody but their owner may read them (mode 0700 and 0600; on Windows what the workspace's
 * temporary folder inherits).
 */
public final class PrivateFiles {
    /** With this begin the names of our folders in a temporary folder that is shared with other plugins. */
    public static final String PREFIX = "storefront-";

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

    /**
     * Removes a folder with everything in it, where there is one; links are removed and not followed. What another one removes at the
     * same time is no error.
     */
    public static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new Removal());
    }

    /** Removes folders of ours ({@link #PREFIX}) in {@code parent} that nobody came back for; other builds may come and go meanwhile. */
    public static void removeLeftovers(Path parent) throws IOException {
        Instant oldest = Instant.now().minus(LONGEST_LIFE);
        for (File one : Objects.requireNonNullElse(parent.toFile().listFiles(File::isDirectory), new File[0])) {
            // A folder that has gone meanwhile has the time 0, and removing it again does nothing
            if (one.getName().startsWith(PREFIX)
                    && Instant.ofEpochMilli(one.lastModified()).isBefore(oldest)) {
                remove(one.toPath());
            }
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
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
