// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.docker.commons.credentials;

import hudson.model.AbstractDescribableImpl;

public class DockerRegistryEndpoint extends AbstractDescribableImpl<DockerRegistryEndpoint> {
    public DockerRegistryEndpoint(String a0, String a1) {}

    public String getUrl() {
        return null;
    }

    public String getCredentialsId() {
        return null;
    }
}
