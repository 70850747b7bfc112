package io.jenkins.plugins.storefront.delivery.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One attempt to post to one webhook. Its address is a secret and part of no message; TLS is always verified. None of the receivers can
 * be asked what it has, so after a time-out a message may come twice; those of JSON carry the notice's id, which tells them apart.
 */
public final class WebhookSender {
    /** Each attempt as a whole, in milliseconds. */
    private static final int TIMEOUT_MILLIS = 15_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final WebhookSettings settings;
    private final Secret address;
    private final Secret key;
    private final OutgoingProxy proxy;
    private final int timeoutMillis;
    private final WebhookAnswers answers;

    /** @param key of the signature, or null for none */
    public WebhookSender(WebhookSettings settings, Secret address, Secret key, OutgoingProxy proxy) {
        this(settings, address, key, proxy, TIMEOUT_MILLIS);
    }

    WebhookSender(WebhookSettings settings, Secret address, Secret key, OutgoingProxy proxy, int timeoutMillis) {
        this.settings = settings;
        this.address = address;
        this.key = key;
        this.proxy = proxy;
        this.timeoutMillis = timeoutMillis;
        this.answers = new WebhookAnswers(settings);
    }

    /**
     * Posts; it has no name there.
     *
     * @param id of the notice
     * @param body JSON, not signed yet
     */
    public CourierAnswer send(String id, String body, Instant now) throws InterruptedException {
        URI uri = uri();
        if (uri == null) {
            return answers.refused("has no address: its credential must hold one that begins with https://");
        } else if (settings.kind() == Kind.JSON && (key == null || key.isEmpty())) {
            return answers.refused("is not signed; choose a credential for its signing key");
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(timeoutMillis))
                .followRedirects(HttpClient.Redirect.NEVER);
        HttpRequest request = signed(uri, id, body, now);
        CompletableFuture<HttpResponse<String>> answer =
                proxy.usedBy(client).build().sendAsync(request, info -> new FirstBytes());
        try {
            HttpResponse<String> response = answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return answers.of(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    response.body(),
                    now);
        } catch (TimeoutException e) {
            return silent(true);
        } catch (ExecutionException e) {
            return e.getCause() instanceof HttpConnectTimeoutException ? silent(false) : unreachable(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Null where the credential holds none; without TLS only on this machine. */
    private URI uri() {
        try {
            URI uri = new URI(address.reveal().strip());
            boolean safe = "https".equalsIgnoreCase(uri.getScheme())
                    || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost())));
            return safe && uri.getHost() != null ? uri : null;
        } catch (java.net.URISyntaxException e) {
            return null; // its message would show the address
        }
    }

    private HttpRequest signed(URI uri, String id, String body, Instant now) {
        URI target = uri;
        String content = body;
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "storefront-pipeline");
        if (settings.kind() == Kind.JSON) {
            request.header("Storefront-Delivery", id)
                    .header("Storefront-Timestamp", Long.toString(now.getEpochSecond()))
                    .header("Storefront-Signature", Signature.ours(now, body, key));
        } else if (key != null && settings.kind() == Kind.DINGTALK) {
            target = URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + "timestamp=" + now.toEpochMilli()
                    + "&sign=" + URLEncoder.encode(Signature.dingtalk(now, key), StandardCharsets.UTF_8));
        } else if (key != null && settings.kind() == Kind.FEISHU) {
            content = feishu(body, now);
        }
        return proxy.logIn(request, target)
                .uri(target)
                .POST(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.UTF_8))
                .build();
    }

    private String feishu(String body, Instant now) {
        try {
            ObjectNode message = (ObjectNode) MAPPER.readTree(body);
            message.put("timestamp", Long.toString(now.getEpochSecond()));
            message.put("sign", Signature.feishu(now, key));
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message on record is no JSON", e);
        }
    }

    private CourierAnswer silent(boolean maybeSent) {
        return new CourierAnswer.Failed(
                maybeSent, answers.who() + " gave no answer within " + timeoutMillis / 1000 + " s");
    }

    private CourierAnswer unreachable(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        boolean unknown = deepest instanceof UnknownHostException || deepest instanceof UnresolvedAddressException;
        boolean never = unknown || cause instanceof ConnectException;
        String why = unknown
                ? "its host is not known"
                : deepest.getMessage() == null
                        ? "the connection is refused or breaks off"
                        : deepest.getMessage().replaceAll("\\s+", " ");
        return new CourierAnswer.Failed(!never, answers.who() + " cannot be reached: " + why);
    }
}
