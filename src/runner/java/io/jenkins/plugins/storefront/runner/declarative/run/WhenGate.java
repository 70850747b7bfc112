package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.runner.declarative.model.When;

/** The {@code when} section of one run of a stage: asked once, at the earliest of the four places that it names. */
final class WhenGate {
    private final When when;
    private final Conditions conditions;
    private boolean passed;

    /**
     * @param when or null for a stage that always runs
     */
    WhenGate(When when, Conditions conditions) {
        this.when = when;
        this.conditions = conditions;
        this.passed = when == null;
    }

    boolean passed() {
        return passed;
    }

    Block beforeOptions(Block body) {
        return ask(when != null && when.beforeOptions(), body);
    }

    Block beforeInput(Block body) {
        return ask(when != null && when.beforeInput(), body);
    }

    Block beforeAgent(Block body) {
        return ask(when != null && when.beforeAgent(), body);
    }

    Block now(Block body) {
        return ask(true, body);
    }

    /** The body if the answer is yes, or is not wanted yet. */
    private Block ask(boolean wanted, Block body) {
        return Flow.defer(() -> {
            if (passed || !wanted) {
                return body;
            }
            return Flow.then(conditions.allHold(when.conditions()), answer -> {
                passed = answer.equals(true);
                return passed ? body : Flow.NOTHING;
            });
        });
    }
}
