package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.model.Release;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the run's {@link Release} and the texts that belong to it; all of it survives a restart of the host. Thread-safe. */
public interface ReleaseBook {
    /** The release as all events so far have made it. */
    Release current();

    /**
     * Writes a text down beside the release, replacing one of the same name; it is on disk when this returns.
     *
     * @param name letters, digits, {@code .}, {@code _} and {@code -}
     */
    void keep(String name, String text) throws IOException;

    /** What was kept under that name. */
    Optional<String> kept(String name) throws IOException;

    /**
     * Calls {@code listener} with the release after each change, on the thread that changed it, until the result is closed. The listener
     * is quick and lets nothing out. A book that has no listeners calls nobody.
     */
    default Listening listen(Consumer<Release> listener) {
        return () -> {};
    }

    /** Ends the calls. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
