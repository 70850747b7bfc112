// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jvnet.localizer;

import java.io.Serializable;

public class Localizable implements Serializable {
    private static final long serialVersionUID = 1L;

    public Localizable(ResourceBundleHolder a0, String a1, Object... a2) {}

    @Override
    public String toString() {
        return null;
    }
}
