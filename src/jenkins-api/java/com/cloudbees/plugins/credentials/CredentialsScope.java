// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package com.cloudbees.plugins.credentials;

import hudson.model.ModelObject;

public enum CredentialsScope {
    SYSTEM {
        @Override
        public boolean isVisible(ModelObject a0) {
            return false;
        }
    };

    public abstract boolean isVisible(ModelObject a0);
}
