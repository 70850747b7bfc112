package io.jenkins.plugins.storefront.runner.sandbox.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Blobs once each, by digest; repositories that refer to them; manifests and tags of a repository.
 *
 * <p>Layout: {@code blobs/HEX}, and below {@code repositories/NAME} the folders {@code _blobs}, {@code _manifests} (a file per
 * digest that holds the media type) and {@code _tags} (a file per tag that holds the digest). A name's parts never begin with an
 * underscore. Files appear by renaming, so a reader never sees half of one.
 */
final class ContentStore {
    private static final String ALGORITHM = "sha256:";

    private final Path folder;

    ContentStore(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("blobs"));
        Files.createDirectories(folder.resolve("repositories"));
        Files.createDirectories(folder.resolve("incoming"));
    }

    /** A new file for an upload. */
    Path incoming() throws IOException {
        return Files.createTempFile(folder.resolve("incoming"), "upload", "");
    }

    static Digest digestOf(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new Digest(ALGORITHM + HexFormat.of().formatHex(sha.digest()));
    }

    static Digest digestOf(byte[] content) {
        return new Digest(ALGORITHM + HexFormat.of().formatHex(sha256().digest(content)));
    }

    /** Takes a file in as that blob of the repository; the file is gone afterwards. */
    void takeBlob(String repository, Digest digest, Path file) throws IOException {
        move(file, blob(digest));
        link(repository, digest);
    }

    /** Makes a blob of another repository known to this one; false where that one has none. */
    boolean mount(String repository, String from, Digest digest) throws IOException {
        if (!hasBlob(from, digest)) {
            return false;
        }
        link(repository, digest);
        return true;
    }

    boolean hasBlob(String repository, Digest digest) {
        return Files.exists(repository(repository).resolve("_blobs").resolve(hex(digest)));
    }

    Path blob(Digest digest) {
        return folder.resolve("blobs").resolve(hex(digest));
    }

    void takeManifest(String repository, Digest digest, String mediaType, byte[] content, String tag)
            throws IOException {
        Path file = incoming();
        Files.write(file, content);
        move(file, blob(digest));
        write(repository(repository).resolve("_manifests").resolve(hex(digest)), mediaType);
        if (tag != null) {
            write(repository(repository).resolve("_tags").resolve(tag), digest.value());
        }
    }

    /** The media type that a manifest was stored with. */
    Optional<String> mediaType(String repository, Digest digest) throws IOException {
        return read(repository(repository).resolve("_manifests").resolve(hex(digest)));
    }

    Optional<Digest> tagged(String repository, String tag) throws IOException {
        return read(repository(repository).resolve("_tags").resolve(tag)).map(Digest::new);
    }

    void removeTag(String repository, String tag) throws IOException {
        Files.deleteIfExists(repository(repository).resolve("_tags").resolve(tag));
    }

    void removeManifest(String repository, Digest digest) throws IOException {
        for (String tag : tags(repository)) {
            if (tagged(repository, tag).filter(digest::equals).isPresent()) {
                removeTag(repository, tag);
            }
        }
        Files.deleteIfExists(repository(repository).resolve("_manifests").resolve(hex(digest)));
    }

    boolean hasRepository(String repository) {
        return Files.isDirectory(repository(repository));
    }

    List<String> tags(String repository) throws IOException {
        return names(repository(repository).resolve("_tags"));
    }

    List<Digest> manifests(String repository) throws IOException {
        return names(repository(repository).resolve("_manifests")).stream()
                .map(hex -> new Digest(ALGORITHM + hex))
                .toList();
    }

    List<String> repositories() throws IOException {
        Path root = folder.resolve("repositories");
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.getFileName().toString().equals("_manifests"))
                    .map(path -> root.relativize(path.getParent()).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path repository(String name) {
        return folder.resolve("repositories").resolve(name);
    }

    private void link(String repository, Digest digest) throws IOException {
        write(repository(repository).resolve("_blobs").resolve(hex(digest)), "");
    }

    private void write(Path target, String text) throws IOException {
        Path file = incoming();
        Files.writeString(file, text);
        move(file, target);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String hex(Digest digest) {
        return digest.value().substring(digest.value().indexOf(':') + 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
