// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jvnet.localizer;

import java.util.Locale;

public abstract class LocaleProvider {
    public static Locale getLocale() {
        return Locale.ROOT;
    }
}
