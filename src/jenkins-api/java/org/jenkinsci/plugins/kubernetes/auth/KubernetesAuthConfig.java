// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.kubernetes.auth;

public class KubernetesAuthConfig {
    public KubernetesAuthConfig(String a0, String a1, boolean a2) {}
}
