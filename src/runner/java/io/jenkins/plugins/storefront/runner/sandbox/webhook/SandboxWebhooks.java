package io.jenkins.plugins.storefront.runner.sandbox.webhook;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.runner.sandbox.http.LocalServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A robot of each chat, and a program that takes signed JSON, in this process, on 127.0.0.1 and a free port. Each answers as its
 * documentation says, also to what is wrong, and keeps what it took. Nothing is kept on disk. Thread-safe; close it to stop listening.
 */
public final class SandboxWebhooks implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(SandboxWebhooks.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LARGEST = 1 << 20;

    private final LocalServer server;
    private final String token = random();
    private final Secret key = Secret.of("SEC" + random());
    private final Robots robots;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Queue<Answer> prepared = new ConcurrentLinkedQueue<>();

    /** What one of them took. */
    public record Taken(Kind kind, String body, Map<String, List<String>> headers) {}

    /**
     * An answer.
     *
     * @param retryAfter value of that header, or null
     */
    public record Answer(int status, String body, String retryAfter) {}

    private SandboxWebhooks(Clock clock) throws IOException {
        robots = new Robots(clock, token, key);
        server = new LocalServer("sandbox-webhooks", this::handle);
    }

    public static SandboxWebhooks start(Clock clock) throws IOException {
        return new SandboxWebhooks(clock);
    }

    /** The address of the robot of that kind, as its chat gives it out. */
    public Secret address(Kind kind) {
        String root = server.url() + "/" + kind.name().toLowerCase(Locale.ROOT);
        return Secret.of(
                switch (kind) {
                    case TEAMS -> root + "/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=" + token;
                    case DINGTALK -> root + "/robot/send?access_token=" + token;
                    case FEISHU -> root + "/open-apis/bot/v2/hook/" + token;
                    case WECOM -> root + "/cgi-bin/webhook/send?key=" + token;
                    case JSON -> root + "/" + token;
                });
    }

    /** By which DingTalk's, Feishu's and the program's messages must be signed. */
    public Secret key() {
        return key;
    }

    /** What was taken, in this order. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** Gives this answer to the next request instead of looking at it. */
    public void answerNext(Answer answer) {
        prepared.add(answer);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
            URI uri = exchange.getRequestURI();
            Kind kind = kind(uri);
            Answer answer = prepared.poll();
            if (answer == null) {
                answer = kind == null
                        ? new Answer(404, "", null)
                        : robots.answer(kind, uri, body, exchange.getRequestHeaders());
                if (answer.status() / 100 == 2 && Robots.isGood(kind, answer.body())) {
                    taken.add(new Taken(kind, body, Map.copyOf(exchange.getRequestHeaders())));
                }
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The sandbox's webhook failed", e);
            throw e;
        }
    }

    private static Kind kind(URI uri) {
        String[] parts = uri.getPath().split("/", 3);
        for (Kind one : Kind.values()) {
            if (parts.length > 1 && one.name().toLowerCase(Locale.ROOT).equals(parts[1])) {
                return one;
            }
        }
        return null;
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
