package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Tells logins apart without keeping them: a digest, with a salt of this process, over all of an endpoint. Two endpoints have the
 * same key only if they reach the same address as the same account in the same way.
 */
final class LoginKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] salt = new byte[32];

    LoginKey() {
        RANDOM.nextBytes(salt);
    }

    String of(ClusterEndpoint endpoint) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            add(digest, endpoint.getClass().getName());
            add(digest, endpoint.namespace());
            if (endpoint instanceof ClusterEndpoint.Kubeconfig file) {
                add(digest, file.context());
                add(digest, file.content());
            } else if (endpoint instanceof ClusterEndpoint.Address address) {
                add(digest, address.url());
                add(digest, address.caCertificate());
                add(digest, String.valueOf(address.skipTlsVerify()));
                add(digest, address.token());
                add(digest, address.user());
                add(digest, address.password());
                add(digest, address.clientCertificate());
                add(digest, address.clientKey());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Secret secret) {
        add(digest, secret == null ? null : secret.reveal());
    }

    /** With its length before it, so that what is next to each other cannot be mistaken. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update((text == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
