package io.jenkins.plugins.storefront.delivery.image.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry's stand-in on this machine's loopback, for a client in this process that can neither trust a private authority nor log in as
 * the registry wants. It speaks to the registry as {@link HttpRegistry} does, with the same trust, login and patience. Only who knows
 * the first part of a repository's name, which is new each time, is served. Layers stream through.
 */
public final class RegistryRelay implements AutoCloseable {
    private static final List<String> ASKED = List.of("Accept", "Content-Type", "Content-Range", "Range");
    private static final List<String> ANSWERED =
            List.of("Content-Type", "Docker-Content-Digest", "Docker-Upload-UUID", "Range", "OCI-Subject");

    private static final Pattern MOUNTS = Pattern.compile("(?:^|&)from=([^&]*)");

    /** Largest body that is kept to be sent again, in bytes; manifests are below it. */
    private static final int SMALL = 4 << 20;

    private final RegistryHttp http;
    private final String secret = UUID.randomUUID().toString().replace("-", "");
    private final HttpServer server;
    private final PlainDoor door;
    private final ExecutorService threads;
    private final AtomicReference<DeliveryException> problem = new AtomicReference<>();

    /** @throws DeliveryException if the CA certificate is none */
    public RegistryRelay(RegistryAccess access, Clock clock) throws DeliveryException, IOException {
        this.http = new RegistryHttp(access, clock, RegistryHttp.Patience.USUAL, null);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "storefront-registry-relay");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        this.door = new PlainDoor(server.getAddress());
    }

    /** What the client has to call a repository of the registry. */
    public String name(String repository) {
        return "127.0.0.1:" + door.port() + "/" + secret + "/" + repository;
    }

    /** The first thing that went wrong and that a person can act on, or null. */
    public DeliveryException problem() {
        return problem.get();
    }

    @Override
    public void close() {
        door.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Where a request goes to.
     *
     * @param repository that a login has to cover
     */
    private record Target(URI uri, String repository, String source) {}

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Target target = target(exchange.getRequestURI());
            if (target == null) {
                // To whoever asks whether this is a registry: it is, and it wants no login
                boolean greeting = exchange.getRequestURI().getPath().equals("/v2/");
                exchange.sendResponseHeaders(greeting ? 200 : 404, -1);
                return;
            }
            try {
                answer(exchange, target, send(exchange, target));
            } catch (DeliveryException e) {
                problem.compareAndSet(null, e);
                refuse(exchange, e.getMessage());
            } catch (BusyException e) {
                exchange.sendResponseHeaders(e.status() == 401 ? 503 : e.status(), -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Or null for a request that is not for us. */
    private Target target(URI asked) {
        String path = asked.getRawPath();
        String query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
        if (path.startsWith(uploads())) {
            String[] upload = text(path.substring(uploads().length())).split("\n", 3);
            String separator = query.isEmpty() ? "" : upload[2].contains("?") ? "&" : "?";
            return new Target(
                    URI.create(upload[2] + separator + query), upload[0], upload[1].isEmpty() ? null : upload[1]);
        }
        String ours = "/v2/" + secret + "/";
        int end = Math.max(path.lastIndexOf("/blobs/"), path.lastIndexOf("/manifests/"));
        if (!path.startsWith(ours) || end < ours.length()) {
            return null;
        }
        String source = null;
        Matcher mounts = MOUNTS.matcher(query);
        if (mounts.find()) {
            // A repository that Jib names by our name for it
            source = URLDecoder.decode(mounts.group(1), StandardCharsets.UTF_8).replaceFirst("^" + secret + "/", "");
            query = query.replace(mounts.group(1), URLEncoder.encode(source, StandardCharsets.UTF_8));
        }
        URI uri = http.uri("/v2/" + path.substring(ours.length()) + (query.isEmpty() ? "" : "?" + query));
        return new Target(uri, path.substring(ours.length(), end), source);
    }

    private String uploads() {
        return "/upload/" + secret + "/";
    }

    private static String text(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private HttpResponse<InputStream> send(HttpExchange exchange, Target target)
            throws IOException, InterruptedException, DeliveryException {
        RegistryRequest request = new RegistryRequest(exchange.getRequestMethod(), target.uri(), target.repository());
        for (String name : ASKED) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.with(name, value);
            }
        }
        if (target.source() != null) {
            request.readingToo(target.source());
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        long bytes = length == null ? -1 : Long.parseLong(length);
        if (bytes > SMALL || bytes < 0 && request.method().equals("PATCH")) {
            return http.once(request.streaming(exchange.getRequestBody(), bytes).alone());
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        return http.send(
                body.length > 0 ? request.sending(body) : request, request.method() + " " + request.repository());
    }

    private void answer(HttpExchange exchange, Target target, HttpResponse<InputStream> response)
            throws IOException, DeliveryException {
        try (InputStream body = response.body()) {
            Headers headers = exchange.getResponseHeaders();
            for (String name : ANSWERED) {
                response.headers().firstValue(name).ifPresent(value -> headers.set(name, value));
            }
            Optional<String> location = response.headers().firstValue("Location");
            if (location.isPresent()) {
                // With all that the login was given for, so that what is uploaded, and cannot be sent twice, has it too
                String upload = target.repository() + "\n" + (target.source() == null ? "" : target.source()) + "\n"
                        + http.location(location.get());
                headers.set(
                        "Location",
                        uploads()
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(upload.getBytes(StandardCharsets.UTF_8)));
            }
            Optional<String> length = response.headers().firstValue("Content-Length");
            if (exchange.getRequestMethod().equals("HEAD")) {
                length.ifPresent(value -> headers.set("Content-Length", value));
                exchange.sendResponseHeaders(response.statusCode(), -1);
                return;
            }
            boolean none = length.isPresent() && length.get().equals("0") || response.statusCode() == 204;
            exchange.sendResponseHeaders(
                    response.statusCode(),
                    none ? -1 : length.map(Long::parseLong).orElse(0L));
            if (!none) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static void refuse(HttpExchange exchange, String why) throws IOException {
        byte[] text = why.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(400, text.length);
        exchange.getResponseBody().write(text);
    }
}
