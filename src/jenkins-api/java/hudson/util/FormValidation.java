// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import java.io.IOException;

public abstract class FormValidation extends IOException {
    private static final long serialVersionUID = 1L;

    FormValidation() {}

    public static FormValidation ok() {
        return null;
    }

    public static FormValidation ok(String a0) {
        return null;
    }

    public static FormValidation warning(String a0) {
        return null;
    }

    public static FormValidation error(String a0) {
        return null;
    }
}
