package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Change;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.HistoryGoneException;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the changes of a kind as lines of JSON, from a version on or from now, for as long as the client asked
 * (kubernetes.io/docs/reference/using-api/api-concepts, "Efficient detection of changes"). Holds its thread.
 */
final class WatchResponse {
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(5);
    private static final int LONGEST_SECONDS = 1800;

    private final ObjectStore store;
    private final RequestPath path;
    private final Selector selector;
    private final boolean bookmarks;
    private final long end;
    /** What the client knows, so that an object that ceases to match is told as deleted. */
    private final Map<Object, Boolean> known = new HashMap<>();

    WatchResponse(ObjectStore store, RequestPath path, Exchange exchange) throws ApiFault {
        this.store = store;
        this.path = path;
        this.selector = new Selector(exchange.query());
        this.bookmarks = exchange.flag("allowWatchBookmarks");
        String seconds = exchange.query().getOrDefault("timeoutSeconds", "");
        long longest = seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : LONGEST_SECONDS;
        this.end = System.nanoTime() + Duration.ofSeconds(longest).toNanos();
    }

    void stream(Exchange exchange) throws IOException, InterruptedException {
        try (Exchange.Lines lines = exchange.lines()) {
            String from = exchange.query().getOrDefault("resourceVersion", "");
            long seen;
            if (from.isEmpty() || from.equals("0")) {
                seen = initial(lines);
            } else {
                seen = Long.parseLong(from);
                store.atomically(() -> store.list(path.type(), path.namespace())).stream()
                        .filter(selector)
                        .forEach(object -> known.put(object.at("/metadata/uid"), true));
            }
            follow(seen, lines);
        }
    }

    private void follow(long from, Exchange.Lines lines) throws IOException, InterruptedException {
        long seen = from;
        try {
            while (System.nanoTime() < end) {
                List<Change> changes = store.changesAfter(seen, BOOKMARK_EVERY);
                for (Change change : changes) {
                    seen = change.version();
                    tell(change, lines);
                }
                if (changes.isEmpty() && bookmarks) {
                    lines.write(event("BOOKMARK", bookmark(seen)));
                }
            }
        } catch (HistoryGoneException e) {
            lines.write(event("ERROR", new ApiFault(410, "Expired", e.getMessage()).status()));
        }
    }

    private long initial(Exchange.Lines lines) throws IOException {
        long[] version = new long[1];
        List<ObjectNode> all = store.atomically(() -> {
            version[0] = store.version();
            return store.list(path.type(), path.namespace());
        });
        for (ObjectNode object : all) {
            if (selector.test(object)) {
                known.put(object.at("/metadata/uid"), true);
                lines.write(event("ADDED", object));
            }
        }
        return version[0];
    }

    private void tell(Change change, Exchange.Lines lines) throws IOException {
        if (!change.key().type().equals(path.type())
                || !(path.namespace().isEmpty()
                        || path.namespace().equals(change.key().namespace()))) {
            return;
        }
        ObjectNode object = change.object();
        boolean before = known.containsKey(object.at("/metadata/uid"));
        boolean matches = change.action() != Change.Action.DELETED && selector.test(object);
        if (matches) {
            known.put(object.at("/metadata/uid"), true);
            lines.write(event(before ? "MODIFIED" : "ADDED", object));
        } else if (before) {
            known.remove(object.at("/metadata/uid"));
            lines.write(event("DELETED", object));
        }
    }

    private ObjectNode bookmark(long version) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", path.type().apiVersion())
                .put("kind", path.type().kind());
        object.putObject("metadata").put("resourceVersion", Long.toString(version));
        return object;
    }

    private static ObjectNode event(String type, ObjectNode object) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        return event;
    }
}
