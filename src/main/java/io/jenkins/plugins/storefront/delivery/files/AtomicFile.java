package io.jenkins.plugins.storefront.delivery.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files so that a reader, or a restart after a crash, finds the old text or the new one and nothing between. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Replaces {@code target}, whose folder exists, by an atomic rename where the file system has one. */
    public static void write(Path target, String text) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "storefront", ".part");
        try {
            Files.writeString(draft, text);
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
