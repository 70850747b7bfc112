package io.jenkins.plugins.storefront.runner.declarative.parse;

import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.NOTHING;
import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.named;
import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.one;
import static io.jenkins.plugins.storefront.runner.declarative.parse.Signature.optional;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Condition;
import io.jenkins.plugins.storefront.runner.declarative.model.When;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads a {@code when} section. */
final class WhenParser {
    private static final List<String> SWITCHES = List.of("beforeAgent", "beforeInput", "beforeOptions");
    private static final List<String> GROUPS = List.of("allOf", "anyOf", "not");
    private static final Map<String, Signature> CONDITIONS = new TreeMap<>(Map.of(
            "branch", one("pattern", "comparator"),
            "buildingTag", NOTHING,
            "changeRequest",
                    optional(
                            "id",
                            "target",
                            "branch",
                            "fork",
                            "url",
                            "title",
                            "author",
                            "authorDisplayName",
                            "authorEmail",
                            "comparator"),
            "changelog", one("pattern"),
            "changeset", one("pattern", "comparator", "caseSensitive"),
            "environment", named(List.of("name", "value"), "ignoreCase"),
            "equals", named(List.of("expected", "actual")),
            "isRestartedRun", NOTHING,
            "tag", optional("pattern", "comparator"),
            "triggeredBy", one("cause", "detail")));

    private final Parsing parsing;

    WhenParser(Parsing parsing) {
        this.parsing = parsing;
    }

    When parse(ClosureExpression body) {
        Set<String> switches = new HashSet<>();
        List<Condition> conditions = new ArrayList<>();
        int wrong = 0;
        for (Statement statement : Invocation.statements(body)) {
            Optional<Invocation> call = Invocation.of(statement).filter(found -> SWITCHES.contains(found.name()));
            if (call.isEmpty()) {
                Optional<Condition> condition = condition(statement);
                condition.ifPresent(conditions::add);
                wrong += condition.isEmpty() ? 1 : 0;
            } else if (parsing.isOn(call.get())) {
                switches.add(call.get().name());
            }
        }
        if (conditions.isEmpty() && wrong == 0) {
            parsing.problem(body, "'when' has no condition; add one or remove it");
        }
        return new When(
                switches.contains("beforeAgent"),
                switches.contains("beforeInput"),
                switches.contains("beforeOptions"),
                conditions);
    }

    private Optional<Condition> condition(Statement statement) {
        Invocation call = Invocation.of(statement).orElse(null);
        if (call == null) {
            parsing.problem(statement, "expected a condition; Groovy code belongs in 'expression { … }'");
            return Optional.empty();
        }
        int line = call.node().getLineNumber();
        if (call.name().equals("expression")) {
            if (call.body() == null) {
                parsing.problem(call.node(), "'expression' needs a block: expression { … }");
                return Optional.empty();
            }
            return Optional.of(new Condition("expression", line, parsing.block(call.body()), List.of()));
        }
        if (GROUPS.contains(call.name())) {
            return group(call);
        }
        Signature signature = CONDITIONS.get(call.name());
        if (signature == null) {
            List<String> all = new ArrayList<>(CONDITIONS.keySet());
            all.addAll(GROUPS);
            all.add("expression");
            parsing.problem(
                    call.node(), "unknown condition '" + call.name() + "' in 'when'" + Nearest.hint(call.name(), all));
            return Optional.empty();
        }
        if (call.body() != null) {
            parsing.problem(
                    call.node(), "'" + call.name() + "' takes no block; only allOf, anyOf, not and expression do");
        }
        signature.check(parsing, call);
        checkPattern(call);
        return Optional.of(new Condition(call.name(), line, parsing.arguments(call), List.of()));
    }

    private Optional<Condition> group(Invocation call) {
        if (call.body() == null || call.hasArguments()) {
            parsing.problem(
                    call.node(), "'" + call.name() + "' needs a block of conditions: " + call.name() + " { … }");
            return Optional.empty();
        }
        List<Statement> statements = Invocation.statements(call.body());
        if (call.name().equals("not") ? statements.size() != 1 : statements.isEmpty()) {
            parsing.problem(
                    call.node(),
                    "'" + call.name() + "' needs "
                            + (call.name().equals("not") ? "exactly one condition" : "a condition"));
        }
        List<Condition> children = new ArrayList<>();
        statements.forEach(child -> condition(child).ifPresent(children::add));
        return Optional.of(new Condition(call.name(), call.node().getLineNumber(), null, children));
    }

    private void checkPattern(Invocation call) {
        boolean regex = call.name().equals("changelog")
                || Optional.ofNullable(call.named().get("comparator"))
                        .flatMap(Invocation::text)
                        .filter("REGEXP"::equalsIgnoreCase)
                        .isPresent();
        Expression pattern = call.positional().isEmpty()
                ? call.named().get("pattern")
                : call.positional().get(0);
        if (regex && pattern != null) {
            Invocation.text(pattern).ifPresent(text -> {
                try {
                    Pattern.compile(text);
                } catch (PatternSyntaxException e) {
                    parsing.problem(pattern, "'" + text + "' is not a regular expression: " + e.getDescription());
                }
            });
        }
    }
}
