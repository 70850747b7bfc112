package io.jenkins.plugins.storefront.delivery.render;

import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of the workspace's temporary folder that only its owner reads (0600). */
public final class PrivateFile {
    private PrivateFile() {}

    /** Writes it; it may not be there yet. Returns its absolute path. */
    public static final class Write implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String name;
        private final Secret content;

        public Write(String name, Secret content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String run(Path folder) throws IOException {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Path file = Files.createFile(folder.resolve(name), mode);
            Files.writeString(file, content.reveal(), StandardCharsets.UTF_8);
            return file.toAbsolutePath().toString();
        }
    }

    /** Removes it; one that is gone is fine. */
    public static final class Remove implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String name;

        public Remove(String name) {
            this.name = name;
        }

        @Override
        public Boolean run(Path folder) throws IOException {
            return Files.deleteIfExists(folder.resolve(name));
        }
    }
}
