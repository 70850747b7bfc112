package io.jenkins.plugins.storefront.delivery.model;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A content digest such as {@code sha256:9f86d0…}, as the OCI image specification defines it
 * (opencontainers/image-spec, descriptor.md, "Digests").
 *
 * @param value algorithm, colon and lower-case hexadecimal digits
 */
public record Digest(String value) implements Serializable {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    public Digest {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no digest; expected sha256: and 64 hexadecimal digits");
        }
    }

    /** Parses what a user or another program gave. */
    public static Digest parse(String text) throws DeliveryException {
        try {
            return new Digest(text);
        } catch (IllegalArgumentException e) {
            throw new DeliveryException(e.getMessage(), e);
        }
    }

    /** The first twelve digits, for tables and messages. */
    public String brief() {
        int colon = value.indexOf(':');
        return value.substring(colon + 1, colon + 13);
    }

    @Override
    public String toString() {
        return value;
    }
}
