package io.jenkins.plugins.storefront.runner.declarative.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks that a {@code steps} block, or one of {@code post}, consists of steps only: Groovy code needs {@code script}. */
final class StepsCheck {
    private static final Map<String, String> REFUSED = Map.of(
            "stage", "'stage' cannot be a step here; nest 'stages { … }' in the stage, or use 'script { … }'",
            "properties",
                    "'properties' cannot be a step here; use 'options', 'parameters' or 'triggers' of 'pipeline'");

    private final Parsing parsing;

    StepsCheck(Parsing parsing) {
        this.parsing = parsing;
    }

    void check(ClosureExpression block, String owner) {
        List<Statement> statements = Invocation.statements(block);
        if (statements.isEmpty()) {
            parsing.problem(block, owner + " has no steps; add one or remove it");
        }
        for (Statement statement : statements) {
            boolean alone = statements.size() == 1;
            Optional<Invocation> step = Invocation.of(statement);
            if (step.isPresent()) {
                step(step.get(), alone);
            } else if (!(statement instanceof EmptyStatement)) {
                parsing.problem(
                        statement, "expected a step but found " + what(statement) + "; put it in 'script { … }'");
            }
        }
    }

    private void step(Invocation step, boolean alone) {
        if (step.name().equals("script")) {
            if (step.body() == null || step.hasArguments()) {
                parsing.problem(step.node(), "'script' needs a block: script { … }");
            } else {
                runInPlace(step);
            }
            return;
        }
        if (REFUSED.containsKey(step.name())) {
            parsing.problem(step.node(), REFUSED.get(step.name()));
        } else if (step.name().equals("parallel")) {
            if (!alone) {
                parsing.problem(
                        step.node(), "'parallel' must be the only step of its block; else put it in 'script { … }'");
            }
            for (Expression branch : step.named().values()) {
                if (branch instanceof ClosureExpression steps) {
                    check(steps, "a branch of 'parallel'");
                }
            }
        } else if (step.body() != null) {
            check(step.body(), "'" + step.name() + "'");
        }
    }

    /** Makes {@code script { … }} the call of its block: it is no step, but the way out of Declarative. */
    private static void runInPlace(Invocation script) {
        script.node().setObjectExpression(script.body());
        script.node().setImplicitThis(false);
        script.node().setMethod(new ConstantExpression("call"));
        script.node().setArguments(new ArgumentListExpression());
    }

    private static String what(Statement statement) {
        Optional<Expression> expression = Invocation.expression(statement);
        if (expression.isEmpty()) {
            return "'"
                    + statement
                            .getClass()
                            .getSimpleName()
                            .replaceAll("(Loop|Catch)?Statement$", "")
                            .toLowerCase(Locale.ROOT)
                    + "'";
        }
        if (expression.get() instanceof DeclarationExpression declaration) {
            return "the declaration of '" + declaration.getLeftExpression().getText() + "'";
        }
        if (expression.get() instanceof BinaryExpression binary
                && binary.getOperation().getText().endsWith("=")
                && !binary.getOperation().getText().equals("==")) {
            return "an assignment to '" + binary.getLeftExpression().getText() + "'";
        }
        if (expression.get() instanceof MethodCallExpression call) {
            return "a call on '" + call.getObjectExpression().getText() + "'";
        }
        return "Groovy code";
    }
}
