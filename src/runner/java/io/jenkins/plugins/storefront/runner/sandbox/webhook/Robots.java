package io.jenkins.plugins.storefront.runner.sandbox.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.runner.sandbox.webhook.SandboxWebhooks.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How each robot answers: the checks and the codes of its documentation. Signatures are worked out here on their own. */
final class Robots {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int TEAMS_LARGEST = 28 << 10;
    private static final int DINGTALK_LARGEST = 20_000;
    private static final int FEISHU_LARGEST = 20 << 10;
    private static final int WECOM_LARGEST = 4096;

    private final Clock clock;
    private final String token;
    private final Secret key;

    Robots(Clock clock, String token, Secret key) {
        this.clock = clock;
        this.token = token;
        this.key = key;
    }

    Answer answer(Kind kind, URI uri, String body, Headers headers) {
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new Answer(400, "not JSON", null);
        }
        Map<String, String> query = query(uri);
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        return switch (kind) {
            case TEAMS -> teams(query, message, size);
            case DINGTALK -> dingtalk(query, message, size);
            case FEISHU -> feishu(uri, message, size);
            case WECOM -> wecom(query, message);
            case JSON -> program(uri, body, headers);
        };
    }

    /** Whether an answer 2xx says that the message was taken. */
    static boolean isGood(Kind kind, String body) {
        return kind == Kind.TEAMS || kind == Kind.JSON || body.contains("code\":0");
    }

    private Answer teams(Map<String, String> query, JsonNode message, int size) {
        if (!token.equals(query.get("sig"))) {
            return new Answer(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}", null);
        } else if (size > TEAMS_LARGEST) {
            return new Answer(413, "", null);
        }
        JsonNode attachment = message.path("attachments").path(0);
        boolean card = message.path("type").asText().equals("message")
                && attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                && attachment.path("content").path("type").asText().equals("AdaptiveCard")
                && attachment.path("content").path("body").size() > 0;
        return card
                ? new Answer(202, "", null)
                : new Answer(400, "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}", null);
    }

    private Answer dingtalk(Map<String, String> query, JsonNode message, int size) {
        if (!token.equals(query.get("access_token"))) {
            return coded("errcode", 300001, "errmsg", "token is not exist");
        }
        String time = query.getOrDefault("timestamp", "0");
        Instant at = Instant.ofEpochMilli(Long.parseLong(time));
        String wanted = Base64.getEncoder().encodeToString(hmac(key.reveal(), time + "\n" + key.reveal()));
        if (!near(at, AN_HOUR)) {
            return coded("errcode", 310000, "errmsg", "invalid timestamp");
        } else if (!same(wanted, query.get("sign"))) {
            return coded("errcode", 310000, "errmsg", "sign not match");
        } else if (size > DINGTALK_LARGEST) {
            return coded("errcode", 460101, "errmsg", "message too long");
        }
        String type = message.path("msgtype").asText();
        JsonNode content = message.path(type);
        boolean known = type.equals("actionCard")
                ? content.hasNonNull("title")
                        && content.hasNonNull("text")
                        && content.hasNonNull("singleTitle")
                        && content.hasNonNull("singleURL")
                : type.equals("markdown") && content.hasNonNull("title") && content.hasNonNull("text");
        return known ? coded("errcode", 0, "errmsg", "ok") : coded("errcode", 40035, "errmsg", "缺少参数 json");
    }

    private Answer feishu(URI uri, JsonNode message, int size) {
        if (!uri.getPath().endsWith("/" + token)) {
            return coded("code", 19001, "msg", "param invalid: incoming webhook access token invalid");
        }
        String time = message.path("timestamp").asText("0");
        String wanted = Base64.getEncoder().encodeToString(hmac(time + "\n" + key.reveal(), ""));
        if (!near(Instant.ofEpochSecond(Long.parseLong(time)), AN_HOUR)
                || !same(wanted, message.path("sign").asText())) {
            return coded("code", 19021, "msg", "sign match fail or timestamp is not within one hour from current time");
        } else if (size > FEISHU_LARGEST) {
            return new Answer(400, "{\"code\":230025,\"msg\":\"the message is too long\"}", null);
        }
        boolean card = message.path("msg_type").asText().equals("interactive")
                && message.path("card").path("header").path("title").hasNonNull("content")
                && message.path("card").path("elements").isArray();
        return card
                ? coded("code", 0, "msg", "success")
                : new Answer(400, "{\"code\":9499,\"msg\":\"Bad Request\"}", null);
    }

    private Answer wecom(Map<String, String> query, JsonNode message) {
        if (!token.equals(query.get("key"))) {
            return coded("errcode", 93000, "errmsg", "invalid webhook url");
        }
        String content = message.path("markdown").path("content").asText();
        if (!message.path("msgtype").asText().equals("markdown") || content.isEmpty()) {
            return coded("errcode", 40008, "errmsg", "invalid message type");
        }
        return content.getBytes(StandardCharsets.UTF_8).length > WECOM_LARGEST
                ? coded("errcode", 40058, "errmsg", "markdown.content exceed max length 4096")
                : coded("errcode", 0, "errmsg", "ok");
    }

    /** As docs/notices.md tells receivers to do it. */
    private Answer program(URI uri, String body, Headers headers) {
        String time = String.valueOf(headers.getFirst("Storefront-Timestamp"));
        if (!uri.getPath().endsWith("/" + token)) {
            return new Answer(404, "", null);
        } else if (!time.matches("\\d{1,12}") || !near(Instant.ofEpochSecond(Long.parseLong(time)), WINDOW)) {
            return new Answer(401, "the timestamp is not of now", null);
        }
        String wanted = "v1=" + HexFormat.of().formatHex(hmac(key.reveal(), time + "." + body));
        return same(wanted, headers.getFirst("Storefront-Signature")) && headers.containsKey("Storefront-Delivery")
                ? new Answer(204, "", null)
                : new Answer(401, "the signature does not match", null);
    }

    private boolean near(Instant at, Duration window) {
        return Duration.between(at, clock.instant()).abs().compareTo(window) <= 0;
    }

    private static boolean same(String wanted, String given) {
        return given != null
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer coded(String code, int value, String message, String text) {
        return new Answer(200, "{\"" + code + "\":" + value + ",\"" + message + "\":\"" + text + "\"}", null);
    }

    private static byte[] hmac(String key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}
