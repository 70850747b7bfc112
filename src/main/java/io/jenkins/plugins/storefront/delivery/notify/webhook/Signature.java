package io.jenkins.plugins.storefront.delivery.notify.webhook;

import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The receivers' signatures, each HMAC-SHA256 of something else. They hold for a short time, so each attempt is signed anew. */
final class Signature {
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /** DingTalk: of the time in milliseconds, a line feed and the key, by the key, as base64 (its page "custom robot security"). */
    static String dingtalk(Instant now, Secret key) {
        return base64(hmac(bytes(key.reveal()), bytes(now.toEpochMilli() + "\n" + key.reveal())));
    }

    /** Feishu: of nothing, by the time in seconds, a line feed and the key, as base64 (its page "custom bot", signature). */
    static String feishu(Instant now, Secret key) {
        return base64(hmac(bytes(now.getEpochSecond() + "\n" + key.reveal()), new byte[0]));
    }

    /** Ours: of the time in seconds, a full stop and the body, by the key, as hexadecimal digits after {@code v1=}. */
    static String ours(Instant now, String body, Secret key) {
        return "v1=" + HexFormat.of().formatHex(hmac(bytes(key.reveal()), bytes(now.getEpochSecond() + "." + body)));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
