// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.kohsuke.stapler.framework.io;

import java.io.File;
import java.nio.charset.Charset;

public class LargeText {
    public LargeText(File a0, Charset a1, boolean a2) {}

    public long length() {
        return 0;
    }
}
