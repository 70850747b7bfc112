// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.kubernetes.auth;

import com.fasterxml.jackson.core.JsonProcessingException;

public interface KubernetesAuth {
    String buildKubeConfig(KubernetesAuthConfig a0) throws JsonProcessingException, KubernetesAuthException;
}
