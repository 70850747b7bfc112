package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Environment;
import io.jenkins.plugins.storefront.runner.declarative.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/** Reads an {@code environment} section and finds out in which order its values can be computed. */
final class EnvironmentParser {
    private final Parsing parsing;

    EnvironmentParser(Parsing parsing) {
        this.parsing = parsing;
    }

    Environment parse(ClosureExpression body) {
        Map<String, Expression> values = new LinkedHashMap<>();
        for (Statement statement : Invocation.statements(body)) {
            Expression expression = Invocation.expression(statement).orElse(null);
            if (!(expression instanceof BinaryExpression assignment)
                    || assignment.getOperation().getType() != Types.EQUAL
                    || !(assignment.getLeftExpression() instanceof VariableExpression variable)) {
                parsing.problem(statement, "only NAME = 'value' can stand in 'environment'");
            } else if (!variable.getName().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                parsing.problem(
                        variable,
                        "'" + variable.getName()
                                + "' is no name for an environment variable; use letters, digits and _");
            } else if (values.containsKey(variable.getName())) {
                parsing.problem(variable, "second '" + variable.getName() + "' in 'environment'; keep one");
            } else {
                checkValue(variable.getName(), assignment.getRightExpression());
                values.put(variable.getName(), assignment.getRightExpression());
            }
        }
        if (Invocation.statements(body).isEmpty()) {
            parsing.problem(body, "'environment' is empty; add NAME = 'value' or remove it");
        }
        return levels(values);
    }

    /** A value is a text, a call, or texts joined by +, as Declarative demands. */
    private void checkValue(String name, Expression value) {
        if (value instanceof BinaryExpression joined) {
            if (joined.getOperation().getType() != Types.PLUS) {
                parsing.problem(
                        value, "values of 'environment' can only be joined by +; compute '" + name + "' in a method");
                return;
            }
            for (Expression part : List.of(joined.getLeftExpression(), joined.getRightExpression())) {
                if (part instanceof BinaryExpression) {
                    checkValue(name, part);
                } else if (!(part instanceof ConstantExpression) && !(part instanceof GStringExpression)) {
                    parsing.problem(part, "only quoted texts can be joined in 'environment'; write \"${…}\"");
                }
            }
        } else if (value instanceof MethodCallExpression) {
            Invocation.of(value)
                    .filter(call -> call.name().equals("credentials"))
                    .filter(call ->
                            call.positional().size() != 1 || !call.named().isEmpty() || call.body() != null)
                    .ifPresent(call -> parsing.problem(value, "'credentials' takes one id: credentials('id')"));
        } else if (!(value instanceof ConstantExpression) && !(value instanceof GStringExpression)) {
            parsing.problem(
                    value, "the value of '" + name + "' must be quoted or a call; write \"${…}\" for an expression");
        }
    }

    private Environment levels(Map<String, Expression> values) {
        List<List<Variable>> levels = new ArrayList<>();
        Map<String, Expression> left = new LinkedHashMap<>(values);
        while (!left.isEmpty()) {
            List<String> ready = left.keySet().stream()
                    .filter(name ->
                            references(left.get(name), name, left.keySet()).isEmpty())
                    .toList();
            if (ready.isEmpty()) {
                parsing.problem(
                        left.values().iterator().next(),
                        "these variables refer to each other in a circle: " + String.join(", ", left.keySet()));
                break;
            }
            levels.add(
                    ready.stream().map(name -> variable(name, left.get(name))).toList());
            left.keySet().removeAll(ready);
        }
        return new Environment(levels);
    }

    private Variable variable(String name, Expression value) {
        Expression id = Invocation.of(value)
                .filter(call ->
                        call.name().equals("credentials") && call.positional().size() == 1)
                .map(call -> call.positional().get(0))
                .orElse(null);
        return new Variable(name, value.getLineNumber(), parsing.value(id == null ? value : id), id != null);
    }

    /** Which of {@code names} the value of {@code own} needs; its own name means the value from outside, as in PATH. */
    private static Set<String> references(Expression value, String own, Set<String> names) {
        Set<String> found = new HashSet<>();
        value.visit(new CodeVisitorSupport() {
            @Override
            public void visitVariableExpression(VariableExpression variable) {
                add(variable.getName());
            }

            @Override
            public void visitPropertyExpression(PropertyExpression property) {
                if (property.getObjectExpression().getText().equals("env")) {
                    add(property.getPropertyAsString());
                }
                super.visitPropertyExpression(property);
            }

            /** A credential NAME also sets NAME_USR and NAME_PSW. */
            private void add(String name) {
                found.add(name);
                found.add(name.replaceFirst("_(USR|PSW)$", ""));
            }
        });
        found.retainAll(names);
        found.remove(own);
        return found;
    }
}
