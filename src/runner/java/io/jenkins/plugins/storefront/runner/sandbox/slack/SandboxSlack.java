package io.jenkins.plugins.storefront.runner.sandbox.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.http.LocalServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Slack workspace in this process, on 127.0.0.1 and a free port: the calls of the Web API that notices
 * need ({@code auth.test}, {@code chat.postMessage}, {@code chat.update} and {@code conversations.*}) with one bot token, and one incoming webhook. It answers as Slack does and keeps what it was sent.
 *
 * <p>Nothing is kept on disk. Thread-safe. Close it to stop listening.
 */
public final class SandboxSlack implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Logger LOGGER = Logger.getLogger(SandboxSlack.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where messages of the webhook go; a webhook belongs to one channel. */
    public static final String WEBHOOK_CHANNEL = "#webhook";

    private final Clock clock;
    private final LocalServer server;
    private final String token = "xoxb-" + random();
    private final String webhook = "/services/T0SANDBOX/B0SANDBOX/" + random();
    private final Conversations conversations = new Conversations();
    private final Queue<SlackAnswer> prepared = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * A message that was taken.
     *
     * @param channel as the sender named it
     * @param text plain text, which notifications show
     * @param blocks Block Kit blocks as JSON; empty where there were none
     * @param at when it came
     * @param ts its name in its channel
     * @param thread {@code ts} of the message that it replies to, or an empty text
     * @param broadcast whether a reply is shown in the channel too
     * @param edits how often it was given other content
     */
    public record Message(
            String channel,
            String text,
            String blocks,
            Instant at,
            String ts,
            String thread,
            boolean broadcast,
            int edits) {}

    private SandboxSlack(Clock clock) throws IOException {
        this.clock = clock;
        server = new LocalServer("sandbox-slack", this::handle);
    }

    public static SandboxSlack start() throws IOException {
        return new SandboxSlack(Clock.systemUTC());
    }

    /** Base of the Web API, with a slash at its end, as {@code apiUrl} of a Slack connection has it. */
    public String apiUrl() {
        return base() + "/api/";
    }

    /** The one bot token that it knows. */
    public Secret token() {
        return Secret.of(token);
    }

    /** The one incoming webhook that it knows. */
    public Secret webhookUrl() {
        return Secret.of(base() + webhook);
    }

    /** What was taken so far, oldest first. */
    public List<Message> messages() {
        return conversations.messages();
    }

    /** Deletes a message, as people can. */
    public void delete(Message message) {
        conversations.delete(message.ts());
    }

    /** Archives a channel, as people can. */
    public void archive(String channel) {
        conversations.archive(channel);
    }

    /** Renames a channel, as people can: it is not known by the old name any more. */
    public void rename(String channel, String name) {
        conversations.rename(channel, name);
    }

    /** Somebody of that address is in the workspace from now on. */
    public void join(String email, String user) {
        conversations.join(email, user);
    }

    /** Somebody reacts to a message. */
    public void react(Message message, String emoji, String user) {
        conversations.react(message.ts(), emoji, user);
    }

    /** From now on a channel takes so many messages a second, and more are answered 429. */
    public void limit(int messagesASecond) {
        conversations.limit(messagesASecond);
    }

    /** Files that were sent, by name, as text. */
    public Map<String, String> files() {
        return conversations.files().texts();
    }

    /** How many calls came, refused ones too. */
    public int calls() {
        return calls.get();
    }

    /** Answers the next calls with these, one each, and takes their messages not. */
    public void answerNext(SlackAnswer... answers) {
        prepared.addAll(Arrays.asList(answers));
    }

    @Override
    public void close() {
        server.close();
    }

    private String base() {
        return server.url();
    }

    private void handle(HttpExchange http) {
        try (http) {
            calls.incrementAndGet();
            String path = http.getRequestURI().getPath();
            SlackAnswer instead = path.startsWith("/upload/") ? null : prepared.poll();
            if (path.startsWith("/api/")) {
                api(http, path.substring("/api/".length()), instead);
            } else if (path.startsWith("/upload/")) {
                boolean taken = conversations
                        .files()
                        .take(
                                path.substring("/upload/".length()),
                                http.getRequestBody().readAllBytes());
                text(http, taken ? 200 : 404, taken ? "OK" : "not found");
            } else {
                webhook(http, path, instead);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A client of the sandbox's Slack went away", e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The sandbox's Slack failed on " + http.getRequestURI(), e);
        }
    }

    private void api(HttpExchange http, String method, SlackAnswer instead) throws IOException {
        SlackCall call;
        try {
            call = SlackCall.read(http);
        } catch (JsonProcessingException e) {
            error(http, 200, "invalid_json");
            return;
        }
        if (instead != null) {
            waiting(http, instead);
            if (instead.taken()) {
                conversations.answer(method, call, clock.instant());
            }
            if (instead.html()) {
                answer(http, instead.status(), "text/html", instead.error().getBytes(StandardCharsets.UTF_8));
                return;
            }
            error(http, instead.status(), instead.error());
        } else if (!knows(http, call)) {
            error(
                    http,
                    200,
                    call.get("token").isEmpty() && authorization(http) == null ? "not_authed" : "invalid_auth");
        } else if (method.equals("auth.test")) {
            http.getResponseHeaders().set("X-OAuth-Scopes", "chat:write,channels:read");
            json(
                    http,
                    200,
                    Map.of(
                            "ok", true,
                            "url", base() + "/",
                            "team", "Sandbox",
                            "user", "storefront",
                            "team_id", "T0SANDBOX",
                            "user_id", "U0SANDBOX",
                            "bot_id", "B0SANDBOX"));
        } else if (method.equals("files.getUploadURLExternal")) {
            json(http, 200, conversations.files().place(call, base()));
        } else if (conversations.tooMany(method, call, clock.instant())) {
            waiting(http, SlackAnswer.tooMany(1));
            error(http, 429, "ratelimited");
        } else {
            Map<String, Object> answer = conversations.answer(method, call, clock.instant());
            json(http, 200, answer == null ? Conversations.error("unknown_method") : answer);
        }
    }

    private void webhook(HttpExchange http, String path, SlackAnswer instead) throws IOException {
        if (instead != null) {
            http.getRequestBody().transferTo(OutputStream.nullOutputStream());
            waiting(http, instead);
            text(http, instead.status() == 200 ? 400 : instead.status(), instead.error());
        } else if (!path.startsWith("/services/")) {
            text(http, 404, "no_service");
        } else if (!same(path, webhook)) {
            text(http, 403, "invalid_token");
        } else {
            try {
                SlackCall call = SlackCall.read(http);
                String problem = call.problem();
                if (problem == null) {
                    conversations.take(WEBHOOK_CHANNEL, call, clock.instant());
                }
                text(http, problem == null ? 200 : 400, problem == null ? "ok" : problem);
            } catch (JsonProcessingException e) {
                text(http, 400, "invalid_payload");
            }
        }
    }

    private boolean knows(HttpExchange http, SlackCall call) {
        String given = authorization(http);
        return same(given == null ? "Bearer " + call.get("token") : given, "Bearer " + token);
    }

    private static String authorization(HttpExchange http) {
        return http.getRequestHeaders().getFirst("Authorization");
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void waiting(HttpExchange http, SlackAnswer answer) {
        if (answer.retryAfter() >= 0) {
            http.getResponseHeaders().set("Retry-After", Integer.toString(answer.retryAfter()));
        }
    }

    private static void error(HttpExchange http, int status, String word) throws IOException {
        json(http, status, Map.of("ok", false, "error", word));
    }

    private static void json(HttpExchange http, int status, Object value) throws IOException {
        answer(http, status, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
    }

    private static void text(HttpExchange http, int status, String value) throws IOException {
        answer(http, status, "text/plain", value.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange http, int status, String type, byte[] content) throws IOException {
        http.getResponseHeaders().set("Content-Type", type);
        http.sendResponseHeaders(status, content.length);
        http.getResponseBody().write(content);
    }
}
