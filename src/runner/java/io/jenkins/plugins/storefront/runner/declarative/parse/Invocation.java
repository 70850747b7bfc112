package io.jenkins.plugins.storefront.runner.declarative.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * A call without a receiver, such as {@code stage('Build') { … }}, taken apart.
 *
 * @param node the call itself
 * @param name of what is called
 * @param positional arguments without a name, except a closure at the end
 * @param named arguments with a name
 * @param body the closure at the end, or null
 */
record Invocation(
        MethodCallExpression node,
        String name,
        List<Expression> positional,
        Map<String, Expression> named,
        ClosureExpression body) {

    /** Empty if the statement is anything else. */
    static Optional<Invocation> of(Statement statement) {
        return expression(statement).flatMap(Invocation::of);
    }

    static Optional<Invocation> of(Expression expression) {
        if (!(expression instanceof MethodCallExpression call)
                || !call.isImplicitThis()
                || !(call.getMethod() instanceof ConstantExpression method)
                || !(call.getArguments() instanceof TupleExpression arguments)) {
            return Optional.empty();
        }
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        for (Expression argument : arguments.getExpressions()) {
            if (argument instanceof MapExpression map) {
                for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                    named.put(entry.getKeyExpression().getText(), entry.getValueExpression());
                }
            } else {
                positional.add(argument);
            }
        }
        ClosureExpression body = null;
        if (!positional.isEmpty() && positional.get(positional.size() - 1) instanceof ClosureExpression last) {
            body = last;
            positional.remove(last);
        }
        return Optional.of(new Invocation(call, method.getText(), positional, named, body));
    }

    boolean hasArguments() {
        return !positional.isEmpty() || !named.isEmpty();
    }

    /** The text of the only argument, if it is a plain one. */
    Optional<String> onlyText() {
        return positional.size() == 1 && named.isEmpty() ? text(positional.get(0)) : Optional.empty();
    }

    /** The value of the only argument, if it is {@code true} or {@code false}. */
    Optional<Boolean> onlyFlag() {
        return positional.size() == 1
                        && named.isEmpty()
                        && positional.get(0) instanceof ConstantExpression constant
                        && constant.getValue() instanceof Boolean flag
                ? Optional.of(flag)
                : Optional.empty();
    }

    static Optional<String> text(Expression expression) {
        return expression instanceof ConstantExpression constant && constant.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    static List<Statement> statements(ClosureExpression closure) {
        return closure.getCode() instanceof BlockStatement block ? block.getStatements() : List.of(closure.getCode());
    }

    static Optional<Expression> expression(Statement statement) {
        if (statement instanceof ExpressionStatement simple) {
            return Optional.of(simple.getExpression());
        }
        return statement instanceof ReturnStatement last ? Optional.of(last.getExpression()) : Optional.empty();
    }
}
