package io.jenkins.plugins.storefront.runner.declarative.parse;

import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.one;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads the sections that consist of calls: {@code options}, {@code parameters}, {@code triggers}. */
final class CallsParser {
    private static final Map<String, Signature> PARAMETERS = Map.of(
            "string", one("name", "defaultValue", "description", "trim"),
            "text", one("name", "defaultValue", "description", "trim"),
            "booleanParam", one("name", "defaultValue", "description"),
            "choice", Signature.named(List.of("name", "choices"), "description"),
            "password", one("name", "defaultValue", "defaultValueAsSecret", "description"),
            "credentials", one("name", "defaultValue", "description", "credentialType", "required"));

    private final Parsing parsing;

    CallsParser(Parsing parsing) {
        this.parsing = parsing;
    }

    List<Call> options(ClosureExpression body, boolean inStage) {
        List<Call> calls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Invocation call : calls("options", body)) {
            Options.Rule rule = Options.rule(call.name(), inStage);
            if (rule == null) {
                String where = inStage && Options.rule(call.name(), false) != null
                        ? "; it belongs in the options of 'pipeline'"
                        : Nearest.hint(call.name(), Options.names(inStage));
                parsing.problem(
                        call.node(), "unknown option '" + call.name() + "'" + (inStage ? " in a stage" : "") + where);
            } else if (!seen.add(call.name())) {
                parsing.problem(call.node(), "second option '" + call.name() + "'; keep one");
            } else {
                rule.signature().ifPresent(signature -> signature.check(parsing, call));
                if (!rule.ignored()) {
                    calls.add(call(call));
                }
            }
        }
        return calls;
    }

    List<Call> parameters(ClosureExpression body) {
        List<Call> calls = new ArrayList<>();
        for (Invocation call : calls("parameters", body)) {
            Signature signature = PARAMETERS.get(call.name());
            if (signature == null) {
                parsing.problem(
                        call.node(),
                        "parameter type '" + call.name() + "' is not available in the local runner"
                                + Nearest.hint(call.name(), PARAMETERS.keySet()));
            } else {
                signature.check(parsing, call);
                calls.add(call(call));
            }
        }
        return calls;
    }

    /** Triggers only say when Jenkins starts a run, so their arguments are not looked at. */
    List<Call> triggers(ClosureExpression body) {
        return calls("triggers", body).stream()
                .map(call -> new Call(call.name(), call.node().getLineNumber(), null))
                .toList();
    }

    private Call call(Invocation call) {
        return new Call(call.name(), call.node().getLineNumber(), parsing.arguments(call));
    }

    private List<Invocation> calls(String section, ClosureExpression body) {
        List<Invocation> calls = new ArrayList<>();
        for (Statement statement : Invocation.statements(body)) {
            Invocation call = Invocation.of(statement).orElse(null);
            if (call == null) {
                parsing.problem(statement, "only calls such as name(…) can stand in '" + section + "'");
            } else if (call.body() != null) {
                parsing.problem(call.node(), "'" + call.name() + "' takes no block in '" + section + "'");
            } else {
                calls.add(call);
            }
        }
        if (Invocation.statements(body).isEmpty()) {
            parsing.problem(body, "'" + section + "' is empty; add something or remove it");
        }
        return calls;
    }
}
