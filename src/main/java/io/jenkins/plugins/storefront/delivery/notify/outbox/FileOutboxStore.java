package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * A folder with one file per notice: its entry as one line of JSON, then its payload. A change is a new file that is forced to disk and
 * takes the old one's place by an atomic rename. One process at a time.
 */
public final class FileOutboxStore implements OutboxStore {
    private static final Logger LOGGER = Logger.getLogger(FileOutboxStore.class.getName());
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,120}");
    private static final String SUFFIX = ".notice";
    private static final String DRAFT = ".draft";
    private static final String DAMAGED = ".damaged";

    /** Damaged files kept at most; the oldest go first. */
    private static final int MOST_DAMAGED = 100;

    private final Path folder;

    /** The store in {@code folder}, which is made for this user alone when there is something to write. */
    public FileOutboxStore(Path folder) {
        this.folder = folder;
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** A file that cannot be read is set aside under the suffix {@code .damaged} and told in the host's log. */
    @Override
    public List<OutboxEntry> read() throws IOException {
        List<OutboxEntry> entries = new ArrayList<>();
        List<Path> damaged = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(DRAFT)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(DAMAGED)) {
                    damaged.add(file);
                } else if (name.endsWith(SUFFIX)) {
                    OutboxEntry entry = entry(file);
                    if (entry != null) {
                        entries.add(entry);
                    }
                }
            }
        }
        damaged.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
        for (Path old : damaged.subList(0, Math.max(0, damaged.size() - MOST_DAMAGED))) {
            Files.deleteIfExists(old);
        }
        entries.sort(Comparator.comparingLong(OutboxEntry::number)
                .thenComparing(entry -> entry.notice().createdAt()));
        return entries;
    }

    private static OutboxEntry entry(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return OutboxJson.read(String.valueOf(reader.readLine()));
        } catch (DeliveryException | java.nio.charset.CharacterCodingException e) {
            LOGGER.log(Level.WARNING, e, () -> "The notice in " + file + " is set aside");
            Files.move(file, file.resolveSibling(file.getFileName() + DAMAGED), StandardCopyOption.REPLACE_EXISTING);
            return null;
        }
    }

    @Override
    public void add(OutboxEntry entry, String payload) throws IOException {
        make();
        write(entry, payload);
    }

    @Override
    public void change(OutboxEntry entry) throws IOException {
        boolean done = entry.phase() == Phase.SENT || entry.phase() == Phase.REPLACED;
        write(entry, done ? "" : payload(entry.id()));
    }

    @Override
    public String payload(String id) throws IOException {
        String text = Files.readString(file(id));
        return text.substring(text.indexOf('\n') + 1);
    }

    @Override
    public void forget(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    private void write(OutboxEntry entry, String payload) throws IOException {
        Path target = file(entry.id());
        Path draft = folder.resolve(entry.id() + DRAFT);
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap((OutboxJson.write(entry) + "\n" + payload).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        forceFolder();
    }

    /** Else a rename may be undone by a power failure. Not every system can (Windows cannot open a folder). */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> folder + " cannot be forced to disk");
        }
    }

    private Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of a notice: " + id);
        }
        return folder.resolve(id + SUFFIX);
    }
}
