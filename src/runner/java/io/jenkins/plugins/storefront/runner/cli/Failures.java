package io.jenkins.plugins.storefront.runner.cli;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Says why a run failed: one line with the line of the Jenkinsfile, and a stack trace only for what is no person's mistake. */
final class Failures {
    private static final String SCRIPT = "WorkflowScript";

    private Failures() {}

    static String describe(Throwable failure, String file) {
        String where = line(failure, file);
        if (failure instanceof FlowInterruptedException) {
            return "ABORTED: " + where + failure.getMessage();
        } else if (failure instanceof DeliveryException || failure instanceof AbortException) {
            return "ERROR: " + where + failure.getMessage();
        } else if (failure instanceof groovy.lang.GroovyRuntimeException) {
            return "ERROR: " + where + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "ERROR: " + where + failure + "\n" + trace;
    }

    /** The innermost line of the script, which the interpreter puts into the trace. */
    private static String line(Throwable failure, String file) {
        for (StackTraceElement element : failure.getStackTrace()) {
            if (element.getClassName().startsWith(SCRIPT) && element.getLineNumber() > 0) {
                return file + ":" + element.getLineNumber() + ": ";
            }
        }
        return "";
    }
}
