package io.jenkins.plugins.storefront.runner.declarative;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.SimpleMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Puts the errors of a compilation into lines such as {@code Jenkinsfile:12: unknown section 'stag', did you mean 'stage'?}. */
public final class JenkinsfileErrors {
    private JenkinsfileErrors() {}

    /**
     * @param file name to show, such as {@code Jenkinsfile}
     * @return one line for each error, Groovy's own among them, in the compiler's order
     */
    public static List<String> lines(String file, MultipleCompilationErrorsException errors) {
        List<String> lines = new ArrayList<>();
        for (Object message : errors.getErrorCollector().getErrors()) {
            if (message instanceof SyntaxErrorMessage syntax) {
                SyntaxException cause = syntax.getCause();
                lines.add(file + ":" + cause.getLine() + ": " + oneLine(cause.getOriginalMessage()));
            } else if (message instanceof ExceptionMessage exception) {
                lines.add(file + ": "
                        + oneLine(String.valueOf(exception.getCause().getMessage())));
            } else if (message instanceof SimpleMessage simple) {
                lines.add(file + ": " + oneLine(simple.getMessage()));
            }
        }
        return lines;
    }

    /** Groovy repeats the position at the end of its messages, and breaks some into lines. */
    private static String oneLine(String message) {
        return message.replaceAll("(?s)\\s*@ line \\d+, column \\d+\\..*", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
