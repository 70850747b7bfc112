package io.jenkins.plugins.storefront.runner.declarative.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Collects the mistakes of one Jenkinsfile, so that all of them are told at once. */
final class Problems {
    private record Problem(int line, int column, String text) {}

    private final List<Problem> problems = new ArrayList<>();

    void at(ASTNode node, String text) {
        Problem problem = new Problem(node.getLineNumber(), node.getColumnNumber(), text);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    boolean none() {
        return problems.isEmpty();
    }

    /** Gives them to the compiler, which then fails with all of them, and with Groovy's own errors, in one exception. */
    void report(SourceUnit source) {
        problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .map(problem -> new SyntaxException(problem.text(), problem.line(), problem.column()))
                .map(problem -> new SyntaxErrorMessage(problem, source))
                .forEach(source.getErrorCollector()::addErrorAndContinue);
    }
}
