package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import io.jenkins.plugins.storefront.runner.declarative.model.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.expr.ClosureExpression;

/** Reads an {@code input} section. */
final class InputParser {
    private static final List<String> FIELDS = List.of("message", "id", "ok", "submitter", "submitterParameter");

    private final Parsing parsing;

    InputParser(Parsing parsing) {
        this.parsing = parsing;
    }

    Input parse(ClosureExpression body) {
        Map<String, Code> fields = new LinkedHashMap<>();
        List<Call> parameters = new ArrayList<>();
        Sections sections = new Sections(parsing, "'input'");
        for (String field : FIELDS) {
            sections.on(field, call -> {
                if (call.positional().size() != 1 || !call.named().isEmpty() || call.body() != null) {
                    parsing.problem(call.node(), "'" + field + "' takes one value: " + field + " '…'");
                } else {
                    fields.put(field, parsing.value(call.positional().get(0)));
                }
            });
        }
        sections.onBlock("parameters", block -> parameters.addAll(new CallsParser(parsing).parameters(block)));
        sections.read(body);
        sections.require(body, "message", "message '…'");
        return new Input(body.getLineNumber(), fields, parameters);
    }
}
