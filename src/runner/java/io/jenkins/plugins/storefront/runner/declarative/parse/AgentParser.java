package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Agent;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads an {@code agent} section. */
final class AgentParser {
    private static final List<String> TYPES =
            List.of("any", "none", "label", "node", "docker", "dockerfile", "kubernetes");
    private static final List<String> NODE_SETTINGS = List.of("label", "customWorkspace", "retries");

    private final Parsing parsing;

    AgentParser(Parsing parsing) {
        this.parsing = parsing;
    }

    /** Returns null where it said what is wrong. */
    Agent parse(Invocation call) {
        if (call.body() != null && !call.hasArguments()) {
            return block(call);
        }
        if (call.body() == null && call.positional().size() == 1 && call.named().isEmpty()) {
            Expression argument = call.positional().get(0);
            String word = argument instanceof VariableExpression variable ? variable.getName() : null;
            if ("any".equals(word) || "none".equals(word)) {
                return new Agent(kind(word), line(call), Map.of());
            }
            if (word != null) {
                parsing.problem(argument, "unknown agent '" + word + "'" + Nearest.hint(word, List.of("any", "none")));
                return null;
            }
        }
        parsing.problem(call.node(), "'agent' is one of: agent any, agent none, agent { label '…' }");
        return null;
    }

    private Agent block(Invocation call) {
        List<Statement> statements = Invocation.statements(call.body());
        if (statements.size() != 1) {
            parsing.problem(call.node(), "'agent { … }' needs exactly one type of agent: " + String.join(", ", TYPES));
            return null;
        }
        Statement statement = statements.get(0);
        Invocation type = Invocation.of(statement).orElse(null);
        String name = type != null
                ? type.name()
                : Invocation.expression(statement).map(Expression::getText).orElse("");
        return switch (name) {
            case "any", "none" -> new Agent(kind(name), line(call), Map.of());
            case "docker", "dockerfile" -> refuse(statement, name, "run the container in a step: sh 'docker run …'");
            case "kubernetes" -> refuse(statement, name, "install what the pod's containers offer on this machine");
            case "label", "node" -> type == null ? wrong(statement, name) : node(type);
            default -> {
                parsing.problem(statement, "unknown agent '" + name + "'" + Nearest.hint(name, TYPES));
                yield null;
            }
        };
    }

    private Agent refuse(ASTNode node, String type, String instead) {
        parsing.problem(
                node,
                "agent '" + type + "' needs Jenkins; the local runner works on this machine only: use 'agent any' and "
                        + instead);
        return null;
    }

    private Agent node(Invocation type) {
        Map<String, Code> settings = new LinkedHashMap<>();
        if (type.name().equals("label")
                && type.body() == null
                && type.positional().size() == 1) {
            settings.put("label", parsing.value(type.positional().get(0)));
        } else if (type.name().equals("node") && type.body() != null) {
            settings(type.body(), settings);
            if (!settings.containsKey("label")) {
                parsing.problem(type.node(), "'node' needs a 'label'; write label '' for any");
            }
        } else {
            return wrong(type.node(), type.name());
        }
        return new Agent(Agent.Kind.LABEL, type.node().getLineNumber(), settings);
    }

    private void settings(ClosureExpression body, Map<String, Code> settings) {
        for (Statement statement : Invocation.statements(body)) {
            Invocation setting = Invocation.of(statement).orElse(null);
            if (setting == null || setting.positional().size() != 1 || setting.body() != null) {
                parsing.problem(
                        statement, "only name 'value' can stand in 'node': " + String.join(", ", NODE_SETTINGS));
            } else if (!NODE_SETTINGS.contains(setting.name())) {
                parsing.problem(
                        statement,
                        "'node' has no '" + setting.name() + "'" + Nearest.hint(setting.name(), NODE_SETTINGS)
                                + "; it has " + String.join(", ", NODE_SETTINGS));
            } else {
                settings.put(setting.name(), parsing.value(setting.positional().get(0)));
            }
        }
    }

    private Agent wrong(ASTNode node, String name) {
        parsing.problem(
                node,
                name.equals("label")
                        ? "'label' takes one text: label '…'"
                        : "'node' needs a block: node { label '…' }");
        return null;
    }

    private static Agent.Kind kind(String word) {
        return word.equals("none") ? Agent.Kind.NONE : Agent.Kind.ANY;
    }

    private static int line(Invocation call) {
        return call.node().getLineNumber();
    }
}
