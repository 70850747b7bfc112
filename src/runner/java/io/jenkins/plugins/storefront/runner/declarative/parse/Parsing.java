package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** What the parsers of one Jenkinsfile share: where mistakes go, and the code that is left to be compiled. */
final class Parsing {
    private final Problems problems = new Problems();
    private final List<Expression> codes = new ArrayList<>();

    Problems problems() {
        return problems;
    }

    void problem(ASTNode node, String text) {
        problems.at(node, text);
    }

    /** The closures by {@linkplain Code#id() id}. */
    List<Expression> codes() {
        return codes;
    }

    /** Keeps a block of steps as it is. */
    Code block(ClosureExpression closure) {
        codes.add(closure);
        return new Code(codes.size() - 1, closure.getLineNumber());
    }

    /** Keeps an expression for later, as a closure that gives its value. */
    Code value(Expression expression) {
        Statement statement = new ExpressionStatement(expression);
        statement.setSourcePosition(expression);
        BlockStatement body = new BlockStatement(List.of(statement), new VariableScope());
        body.setSourcePosition(expression);
        ClosureExpression closure = new ClosureExpression(Parameter.EMPTY_ARRAY, body);
        closure.setVariableScope(new VariableScope());
        closure.setSourcePosition(expression);
        return block(closure);
    }

    /** Whether a switch such as {@code failFast true} is on. */
    boolean isOn(Invocation call) {
        if (call.onlyFlag().isEmpty()) {
            problem(call.node(), "'" + call.name() + "' is true or false");
        }
        return call.onlyFlag().orElse(false);
    }

    /** Keeps arguments for later; see {@link Call#arguments}. */
    Code arguments(Invocation call) {
        MapExpression named = new MapExpression();
        for (Map.Entry<String, Expression> entry : call.named().entrySet()) {
            named.addMapEntryExpression(
                    new MapEntryExpression(new ConstantExpression(entry.getKey()), entry.getValue()));
        }
        ListExpression both = new ListExpression();
        both.addExpression(new ListExpression(new ArrayList<>(call.positional())));
        both.addExpression(named);
        both.setSourcePosition(call.node());
        return value(both);
    }
}
