package io.jenkins.plugins.storefront.delivery.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over texts, each with its length before it, so that no two lists of texts run into the same bytes. */
final class KeyHash {
    private final MessageDigest digest;

    KeyHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    KeyHash text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    /** Content that is hashed for itself: in parts, and without a length. */
    void part(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
    }

    /** The digest, hexadecimal; what comes after begins anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
