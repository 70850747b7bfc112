package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** What a step failed with elsewhere tells the line of the script that waited for it, too. */
    private static void say(Throwable failure, List<StackTraceElement> script) {
        boolean said = Arrays.stream(failure.getStackTrace()).anyMatch(CpsThread::isOfScript);
        if (said) {
            return;
        }
        List<StackTraceElement> trace = new ArrayList<>(script);
        trace.addAll(List.of(failure.getStackTrace()));
        failure.setStackTrace(trace.toArray(StackTraceElement[]::new));
    }

    private static boolean isOfScript(StackTraceElement element) {
        return element.getClassName().startsWith(JenkinsfileCompiler.CLASS_NAME) && element.getLineNumber() > 0;
    }

    /** Runs on until the next step that does not end at once, or to the end. */
    void resume(Outcome with) {
        waitingFor = null;
        if (with.getAbnormal() != null) {
            say(with.getAbnormal(), program.getStackTrace());
        }
        Outcome outcome = program.run0(with, Continuable.categories);
        if (!program.isResumable()) {
            atEnd.accept(outcome);
        }
    }
}
