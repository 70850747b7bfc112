package io.jenkins.plugins.storefront.steps;

import java.io.Serial;
import java.io.Serializable;

/** What {@link DeployStageStep} gives its block: which deployment the steps inside belong to. Persisted with the block. */
public final class DeploymentScope implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String environment;

    DeploymentScope(String id, String environment) {
        this.id = id;
        this.environment = environment;
    }

    String id() {
        return id;
    }

    String environment() {
        return environment;
    }
}
