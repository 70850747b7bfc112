// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.docker.commons.credentials;

import java.io.Serializable;

public final class DockerRegistryToken implements Serializable {
    private DockerRegistryToken() {}

    public String getEmail() {
        return null;
    }

    public String getToken() {
        return null;
    }
}
