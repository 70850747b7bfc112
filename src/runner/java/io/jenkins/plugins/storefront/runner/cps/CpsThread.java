package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import java.util.function.Consumer;

/** One line of control of the script: the script itself, or a body that a step runs. Touched by the VM's thread only. */
final class CpsThread {
    private final Continuable program;
    private final ContextChain contexts;
    private final Consumer<Outcome> atEnd;
    private RunnerStepContext waitingFor;

    CpsThread(Continuable program, ContextChain contexts, Consumer<Outcome> atEnd) {
        this.program = program;
        this.contexts = contexts;
        this.atEnd = atEnd;
    }

    ContextChain contexts() {
        return contexts;
    }

    /** The step that this thread waits for, or null. */
    RunnerStepContext waitingFor() {
        return waitingFor;
    }

    void waitFor(RunnerStepContext step) {
        waitingFor = step;
    }

    /** Runs on until the next step that does not end at once, or to the end. */
    void resume(Outcome with) {
        waitingFor = null;
        Outcome outcome = program.run0(with, Continuable.categories);
        if (!program.isResumable()) {
            atEnd.accept(outcome);
        }
    }
}
