// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import java.io.Serializable;

public final class Secret implements Serializable {
    private Secret() {}

    public static String toString(Secret a0) {
        return "";
    }

    public String getPlainText() {
        return null;
    }

    public String getEncryptedValue() {
        return null;
    }

    public static Secret decrypt(String a0) {
        return null;
    }

    public static Secret fromString(String a0) {
        return null;
    }
}
