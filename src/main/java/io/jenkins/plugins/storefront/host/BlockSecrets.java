package io.jenkins.plugins.storefront.host;

import hudson.EnvVars;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Secrets that {@code withCredentials} gives the block around a step, whose parameters may hold one. Thread-safe. */
final class BlockSecrets {
    private final StepContext step;
    private final SecretMask mask;
    private volatile boolean known;

    /** @param mask learns them when they are first asked for */
    BlockSecrets(StepContext step, SecretMask mask) {
        this.step = step;
        this.mask = mask;
    }

    String masked(String text) {
        learn();
        return mask.apply(text);
    }

    /** Asks Jenkins for them, once; not for CPS VM threads. */
    void learn() {
        if (known) {
            return;
        }
        try {
            EnvironmentExpander expander = step.get(EnvironmentExpander.class);
            if (expander != null && !expander.getSensitiveVariables().isEmpty()) {
                EnvVars given = new EnvVars();
                expander.expand(given);
                for (String name : expander.getSensitiveVariables()) {
                    if (given.containsKey(name)) {
                        mask.add(given.get(name));
                    }
                }
            }
            known = true;
        } catch (IOException e) {
            throw new UncheckedIOException("which texts are secret cannot be found out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while finding out which texts are secret", e);
        }
    }
}
