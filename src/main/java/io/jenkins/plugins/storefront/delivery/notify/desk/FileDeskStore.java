package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** One file, replaced by an atomic rename. */
public final class FileDeskStore implements DeskStore {
    private final Path file;

    /** A store in {@code file}, whose folder is made when there is something to write. */
    public FileDeskStore(Path file) {
        this.file = file;
    }

    @Override
    public String read() throws IOException {
        return Files.exists(file) ? Files.readString(file) : null;
    }

    @Override
    public void write(String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, text);
    }

    @Override
    public void setAside() throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
    }
}
