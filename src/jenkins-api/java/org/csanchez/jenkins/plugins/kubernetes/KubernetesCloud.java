// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.csanchez.jenkins.plugins.kubernetes;

import hudson.slaves.Cloud;

public class KubernetesCloud extends Cloud {
    public KubernetesCloud(String name) {
        super(name);
    }

    public boolean isUsageRestricted() {
        return false;
    }

    public String getServerUrl() {
        return null;
    }

    public String getServerCertificate() {
        return null;
    }

    public boolean isSkipTlsVerify() {
        return false;
    }

    public String getNamespace() {
        return null;
    }

    public String getCredentialsId() {
        return null;
    }
}
