// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson;

import hudson.util.Secret;
import java.util.List;
import java.util.regex.Pattern;

public final class ProxyConfiguration {
    public ProxyConfiguration(String a0, int a1) {}

    public String getName() {
        return "";
    }

    public int getPort() {
        return 0;
    }

    public String getUserName() {
        return null;
    }

    public Secret getSecretPassword() {
        return null;
    }

    public List<Pattern> getNoProxyHostPatterns() {
        return List.of();
    }
}
