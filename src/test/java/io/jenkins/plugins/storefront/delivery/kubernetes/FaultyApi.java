package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an API server and lets it look broken: answers itself instead, slows down, cuts watches, or is away. */
final class FaultyApi implements AutoCloseable {
    /** What to do with a request. */
    interface Rule {
        /** The HTTP status to answer with, or 0 to pass the request on. */
        int answer(String path, String query, String token);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final String behind;
    private final Set<HttpExchange> watches = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> opened = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    volatile Rule rule = (path, query, token) -> 0;

    /** Called before something new is passed on to a watch. */
    volatile Runnable beforeNews = () -> {};

    /** Before the API server at {@code behind}. */
    FaultyApi(String behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Ends every open watch as a broken connection does. */
    void cut() {
        watches.forEach(HttpExchange::close);
    }

    /** Most watches that were open at once, by path. */
    Map<String, Integer> mostWatches() {
        return Map.copyOf(most);
    }

    /** Method and path of what was asked so far, but for watches and the lists before them. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    int watchesOpened() {
        return opened.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void handle(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        boolean watch = query.contains("watch=true");
        try (exchange) {
            if (!query.contains("watch=") && !query.contains("limit=")) {
                asked.add(exchange.getRequestMethod() + " " + path + (query.contains("dryRun") ? " dry" : ""));
            }
            String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            int answer = rule.answer(path, query, token);
            if (answer < 0) {
                return; // the connection just ends
            } else if (answer > 0) {
                byte[] body = ("{\"kind\":\"Status\",\"code\":" + answer + ",\"message\":\"made up\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            if (watch) {
                watches.add(exchange);
                opened.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
                most.merge(
                        path,
                        open.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet(),
                        Math::max);
            }
            pass(exchange);
        } catch (IOException e) {
            // The client, or the cluster, is gone
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (watches.remove(exchange)) {
                open.get(path).decrementAndGet();
            }
        }
    }

    private void pass(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (Set.of("authorization", "content-type", "accept", "user-agent")
                    .contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                .set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        try (InputStream in = answer.body();
                OutputStream out = exchange.getResponseBody()) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (watches.contains(exchange)) {
                    beforeNews.run();
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
