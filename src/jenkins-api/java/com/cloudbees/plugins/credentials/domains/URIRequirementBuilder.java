// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package com.cloudbees.plugins.credentials.domains;

import java.util.List;

public class URIRequirementBuilder {
    private URIRequirementBuilder() {}

    public static URIRequirementBuilder fromUri(String a0) {
        return null;
    }

    public List<DomainRequirement> build() {
        return null;
    }
}
