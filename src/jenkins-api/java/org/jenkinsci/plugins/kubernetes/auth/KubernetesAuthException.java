// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.kubernetes.auth;

public class KubernetesAuthException extends Exception {}
