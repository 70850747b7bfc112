// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    public static CredentialsMatcher anyOf(CredentialsMatcher... a0) {
        return null;
    }

    public static CredentialsMatcher allOf(CredentialsMatcher... a0) {
        return null;
    }

    public static CredentialsMatcher not(CredentialsMatcher a0) {
        return null;
    }

    public static CredentialsMatcher instanceOf(Class a0) {
        return null;
    }

    public static CredentialsMatcher withScope(CredentialsScope a0) {
        return null;
    }
}
