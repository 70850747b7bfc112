package io.jenkins.plugins.storefront.runner.sandbox.registry;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.delivery.image.registry.PlainDoor;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.http.LocalServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image registry in this process, on 127.0.0.1 and a free port, over plain HTTP: any client that speaks the OCI distribution
 * specification (docker, skopeo, jib, containerd …) can push to it and pull from it.
 *
 * <p>Its content is in a folder and survives a restart on the same one. Thread-safe. Close it to stop listening.
 */
public final class SandboxRegistry implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SandboxRegistry.class.getName());
    private static final Pattern RESOURCE =
            Pattern.compile("/v2/(?<name>.+?)/(?<kind>blobs/uploads|blobs|manifests|tags)/(?<rest>[^/]*)");
    private static final String REALM = "Basic realm=\"storefront sandbox\"";

    private final LocalServer server;
    private final PlainDoor door;
    private final ContentStore store;
    private final Faults faults = new Faults();
    private final Uploads uploads;
    private final Manifests manifests;
    /** What a request must send as {@code Authorization}, or null where anybody may come in. */
    private final String authorization;

    /**
     * An image that the registry holds.
     *
     * @param reference repository and digest
     * @param tags that point to it now, sorted
     * @param size compressed size in bytes, configuration and layers
     */
    public record StoredImage(ImageReference reference, List<String> tags, long size) {
        public StoredImage {
            tags = List.copyOf(tags);
        }
    }

    private SandboxRegistry(Path folder, String authorization) throws IOException {
        this.authorization = authorization;
        store = new ContentStore(folder);
        uploads = new Uploads(store, faults);
        manifests = new Manifests(store);
        server = new LocalServer("sandbox-registry", this::handle);
        door = new PlainDoor(server.address());
    }

    /** Starts a registry that keeps its content in a new temporary folder. */
    public static SandboxRegistry start() throws IOException {
        return start(Files.createTempDirectory("storefront-registry"));
    }

    /** Starts a registry on a folder, which is made where it is missing, and lets anybody in. */
    public static SandboxRegistry start(Path folder) throws IOException {
        return new SandboxRegistry(folder, null);
    }

    /** Starts a registry that asks for this login (HTTP Basic, RFC 7617) for everything. */
    public static SandboxRegistry start(Path folder, String user, Secret password) throws IOException {
        byte[] login = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return new SandboxRegistry(folder, "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /** Host and port, as image references have them. */
    public String host() {
        return "127.0.0.1:" + door.port();
    }

    /** What it is to do wrong. */
    public Faults faults() {
        return faults;
    }

    /** What it holds, by repository and tag. */
    public List<StoredImage> images() throws IOException {
        List<StoredImage> images = new ArrayList<>();
        for (String repository : store.repositories()) {
            Map<Digest, List<String>> tags = new LinkedHashMap<>();
            for (String tag : store.tags(repository)) {
                store.tagged(repository, tag).ifPresent(digest -> tags.computeIfAbsent(digest, d -> new ArrayList<>())
                        .add(tag));
            }
            for (Digest digest : store.manifests(repository)) {
                images.add(new StoredImage(
                        new ImageReference(host(), repository, null, digest),
                        tags.getOrDefault(digest, List.of()),
                        manifests.size(repository, digest)));
            }
        }
        return images;
    }

    /** Whether it holds what {@code image} names, by digest where there is one, else by tag, else {@code latest}. */
    public boolean exists(ImageReference image) throws IOException {
        if (!image.registry().equals(host())) {
            return false;
        }
        Optional<Digest> digest = image.digest() != null
                ? image.optionalDigest()
                : store.tagged(image.repository(), image.optionalTag().orElse("latest"));
        return digest.isPresent()
                && store.mediaType(image.repository(), digest.get()).isPresent();
    }

    @Override
    public void close() {
        door.close();
        server.close();
    }

    private void handle(HttpExchange http) {
        try (http) {
            Exchange exchange = new Exchange(http);
            exchange.with("Docker-Distribution-API-Version", "registry/2.0");
            try {
                route(exchange);
            } catch (RegistryFault fault) {
                // Read what is left, so that the client sees the answer and not a broken connection
                exchange.body().transferTo(OutputStream.nullOutputStream());
                exchange.fault(fault);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A client of the sandbox registry went away", e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The sandbox registry failed on " + http.getRequestURI(), e);
        }
    }

    private void route(Exchange exchange) throws IOException, RegistryFault {
        checkLogin(exchange);
        faults.check(exchange);
        String path = exchange.path();
        if (path.equals("/v2/") || path.equals("/v2")) {
            exchange.json(200, Map.of());
            return;
        }
        if (path.equals("/v2/_catalog")) {
            exchange.json(200, Map.of("repositories", store.repositories()));
            return;
        }
        Matcher matcher = RESOURCE.matcher(path);
        if (!matcher.matches()) {
            throw RegistryFault.notFound("UNSUPPORTED", "there is nothing at " + path);
        }
        String repository = Names.repository(matcher.group("name"));
        String rest = matcher.group("rest");
        switch (matcher.group("kind")) {
            case "blobs/uploads" -> upload(repository, rest, exchange);
            case "blobs" -> blob(repository, rest, exchange);
            case "manifests" -> manifests.handle(repository, rest, exchange);
            default -> tags(repository, exchange);
        }
    }

    private void checkLogin(Exchange exchange) throws RegistryFault {
        String given = exchange.header("Authorization");
        if (authorization != null
                && (given == null
                        || !MessageDigest.isEqual(
                                given.getBytes(StandardCharsets.UTF_8),
                                authorization.getBytes(StandardCharsets.UTF_8)))) {
            exchange.with("WWW-Authenticate", REALM);
            throw new RegistryFault(401, "UNAUTHORIZED", "authentication required");
        }
    }

    private void upload(String repository, String id, Exchange exchange) throws IOException, RegistryFault {
        if (!id.isEmpty()) {
            uploads.handle(repository, id, exchange);
        } else if (exchange.method().equals("POST")) {
            uploads.begin(repository, exchange);
        } else {
            throw new RegistryFault(405, "UNSUPPORTED", "an upload begins with POST");
        }
    }

    private void blob(String repository, String reference, Exchange exchange) throws IOException, RegistryFault {
        Digest digest = Names.digest(reference);
        if (!exchange.method().equals("GET") && !exchange.isHead()) {
            throw new RegistryFault(405, "UNSUPPORTED", "a blob takes GET and HEAD");
        }
        if (!store.hasBlob(repository, digest)) {
            throw RegistryFault.notFound("BLOB_UNKNOWN", "there is no blob " + digest + " in " + repository);
        }
        exchange.with("Content-Type", "application/octet-stream").with(digest).file(store.blob(digest));
    }

    private void tags(String repository, Exchange exchange) throws IOException, RegistryFault {
        if (!store.hasRepository(repository)) {
            throw RegistryFault.notFound("NAME_UNKNOWN", "there is no repository " + repository);
        }
        exchange.json(200, Map.of("name", repository, "tags", store.tags(repository)));
    }
}
