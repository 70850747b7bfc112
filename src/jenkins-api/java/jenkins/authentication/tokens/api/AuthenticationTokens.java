// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.authentication.tokens.api;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;

public final class AuthenticationTokens {
    private AuthenticationTokens() {}

    public static <T> CredentialsMatcher matcher(Class<T> a0) {
        return null;
    }

    public static <T, C extends Credentials> T convert(Class<T> a0, C a1) {
        return null;
    }
}
