package io.jenkins.plugins.storefront.delivery.port;

import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A value that must not be seen: it shows as stars, and is read only where it is used. It is serializable only so that it can
 * travel to an agent inside a {@link WorkspaceTask} over the encrypted channel; nothing that is persisted holds one.
 */
public final class Secret implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    public static Secret of(byte[] utf8) {
        return of(new String(utf8, StandardCharsets.UTF_8));
    }

    /** The plain text. Call it at the point of use, and do not keep the result. */
    public String reveal() {
        return new String(value);
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    @Override
    public String toString() {
        return "****";
    }
}
