package io.jenkins.plugins.storefront.delivery.release;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.files.AtomicFile;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The {@link ReleaseBook} of both hosts: a folder of the run with {@code release.json} and the texts kept beside it. Each
 * change is on disk, by an atomic rename, before {@link #publish} returns; events that change nothing are not written.
 */
public final class FileReleaseBook implements ReleaseBook, EventSink {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,120}");

    private final Path folder;
    private final List<Consumer<Release>> listeners = new CopyOnWriteArrayList<>();
    private Release release;

    private FileReleaseBook(Path folder, Release release) {
        this.folder = folder;
        this.release = release;
    }

    /** Opens the book in {@code folder}, which need not exist yet. */
    public static FileReleaseBook open(Path folder) throws IOException, DeliveryException {
        Path file = folder.resolve("release.json");
        return new FileReleaseBook(
                folder, Files.exists(file) ? ReleaseJson.read(Files.readString(file)) : Release.empty());
    }

    @Override
    public void publish(DeliveryEvent event) {
        Release next = take(event);
        if (next != null) {
            listeners.forEach(listener -> listener.accept(next));
        }
    }

    /** The release where the event changed it; else null. */
    private synchronized Release take(DeliveryEvent event) {
        Release next = ReleaseReducer.reduce(release, event);
        if (next.equals(release)) {
            return null;
        }
        release = next;
        try {
            keep("release.json", ReleaseJson.write(next));
        } catch (IOException e) {
            throw new UncheckedIOException("the release could not be written to " + folder, e);
        }
        return next;
    }

    @Override
    public Listening listen(Consumer<Release> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized Release current() {
        return release;
    }

    @Override
    public synchronized void keep(String name, String text) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(file(name), text);
    }

    @Override
    public synchronized Optional<String> kept(String name) throws IOException {
        Path target = file(name);
        return Files.exists(target) ? Optional.of(Files.readString(target)) : Optional.empty();
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new IllegalArgumentException("not a name to keep a text under: " + name);
        }
        return folder.resolve(name);
    }
}
