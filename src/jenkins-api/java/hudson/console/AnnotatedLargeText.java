// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.console;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.kohsuke.stapler.framework.io.LargeText;

public class AnnotatedLargeText<T> extends LargeText {
    public AnnotatedLargeText(File a0, Charset a1, boolean a2, T a3) {
        super(a0, a1, a2);
    }

    public long writeLogTo(long a0, OutputStream a1) throws IOException {
        return 0;
    }
}
