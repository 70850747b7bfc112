package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import java.util.List;
import java.util.Map;

/**
 * The two calls that keep a view of a kind up to date (kubernetes.io/docs/reference/using-api/api-concepts, "Efficient detection of
 * changes"). Thread-safe; nothing is retried here.
 */
public interface Feed {
    /**
     * Part of a list.
     *
     * @param version of the whole list, to watch from
     * @param next token of the next part, or null at the end
     * @param items as the cluster has them
     */
    record Page(String version, String next, List<Map<String, Object>> items) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Takes what a watch says, on a thread of the client, one call after the other. */
    interface Sink {
        /** The server has begun to answer. */
        void open();

        /** {@code ADDED}, {@code MODIFIED}, {@code DELETED} or {@code BOOKMARK}. */
        void event(String type, Map<String, Object> object);

        /** Called once, last. The problem is null where the server ended the watch in good order. */
        void end(FeedException problem);
    }

    /**
     * Lists a part; blocks, within a time limit.
     *
     * @param token of the part before, or null for the first
     */
    Page list(Kind kind, String token) throws FeedException;

    /**
     * Watches from a version on, without holding a thread. Closing ends it; nothing is said after that.
     *
     * @param version of a list, or of the last thing that was seen
     */
    AutoCloseable watch(Kind kind, String version, Sink sink);
}
