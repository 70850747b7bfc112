// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jvnet.localizer;

import java.io.Serializable;

public final class ResourceBundleHolder implements Serializable {
    private static final long serialVersionUID = 1L;

    private ResourceBundleHolder() {}

    public static ResourceBundleHolder get(Class<?> a0) {
        return null;
    }

    public String format(String a0, Object... a1) {
        return null;
    }
}
