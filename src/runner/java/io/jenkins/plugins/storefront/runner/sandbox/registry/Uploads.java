package io.jenkins.plugins.storefront.runner.sandbox.registry;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blob uploads: begun by POST, continued by PATCH, ended by PUT (distribution specification, "Pushing blobs"). */
final class Uploads {
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?:bytes )?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

    private final ContentStore store;
    private final Faults faults;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(String repository, Path file) {}

    Uploads(ContentStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    void begin(String repository, Exchange exchange) throws IOException, RegistryFault {
        Map<String, String> query = exchange.query();
        if (query.containsKey("mount") && query.containsKey("from")) {
            Digest digest = Names.digest(query.get("mount"));
            if (store.mount(repository, Names.repository(query.get("from")), digest)) {
                stored(repository, digest, exchange);
                return;
            }
        }
        String id = UUID.randomUUID().toString();
        sessions.put(id, new Session(repository, store.incoming()));
        if (query.containsKey("digest")) {
            end(repository, id, exchange);
            return;
        }
        progress(repository, id, exchange, 202);
    }

    void handle(String repository, String id, Exchange exchange) throws IOException, RegistryFault {
        switch (exchange.method()) {
            case "PATCH" -> append(repository, id, exchange);
            case "PUT" -> end(repository, id, exchange);
            case "GET" -> progress(repository, id, exchange, 204);
            case "DELETE" -> {
                Files.deleteIfExists(session(repository, id).file());
                sessions.remove(id);
                exchange.empty(204);
            }
            default -> throw new RegistryFault(405, "UNSUPPORTED", "an upload takes PATCH, PUT, GET and DELETE");
        }
    }

    private void append(String repository, String id, Exchange exchange) throws IOException, RegistryFault {
        receive(session(repository, id), exchange);
        progress(repository, id, exchange, 202);
    }

    private void end(String repository, String id, Exchange exchange) throws IOException, RegistryFault {
        Session session = session(repository, id);
        Digest digest = Names.digest(exchange.query().get("digest"));
        receive(session, exchange);
        Digest actual = ContentStore.digestOf(session.file());
        sessions.remove(id);
        if (!actual.equals(digest)) {
            Files.deleteIfExists(session.file());
            throw RegistryFault.bad("DIGEST_INVALID", "the content has the digest " + actual + ", not " + digest);
        }
        store.takeBlob(repository, digest, session.file());
        stored(repository, digest, exchange);
    }

    private void receive(Session session, Exchange exchange) throws IOException, RegistryFault {
        String range = exchange.header("Content-Range");
        if (range != null) {
            Matcher matcher = CONTENT_RANGE.matcher(range);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) != Files.size(session.file())) {
                throw new RegistryFault(
                        416,
                        "BLOB_UPLOAD_INVALID",
                        "the next byte is " + Files.size(session.file()) + ", not " + range);
            }
        }
        try (OutputStream out = Files.newOutputStream(session.file(), StandardOpenOption.APPEND)) {
            faults.upload(exchange.body()).transferTo(out);
        }
    }

    private void progress(String repository, String id, Exchange exchange, int status)
            throws IOException, RegistryFault {
        long size = Files.size(session(repository, id).file());
        exchange.with("Location", "/v2/" + repository + "/blobs/uploads/" + id)
                .with("Docker-Upload-UUID", id)
                .with("Range", "0-" + Math.max(0, size - 1))
                .empty(status);
    }

    private static void stored(String repository, Digest digest, Exchange exchange) throws IOException {
        exchange.with("Location", "/v2/" + repository + "/blobs/" + digest)
                .with(digest)
                .empty(201);
    }

    private Session session(String repository, String id) throws RegistryFault {
        Session session = sessions.get(id);
        if (session == null || !session.repository().equals(repository)) {
            throw RegistryFault.notFound("BLOB_UPLOAD_UNKNOWN", "there is no upload " + id + " to " + repository);
        }
        return session;
    }
}
