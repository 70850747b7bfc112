package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Stage;
import io.jenkins.plugins.storefront.runner.declarative.model.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Reads a {@code matrix} section into its cells: one stage for each combination of the axes' values that is not excluded, the
 * first axis varying fastest, named as in Jenkins.
 */
final class MatrixParser {
    /** One axis, or one axis of an exclude. */
    private record Axis(String name, Set<String> values, boolean inverse) {
        /** Whether an exclude with this axis speaks of {@code cell}. */
        boolean covers(Map<String, String> cell) {
            return values.contains(cell.get(name)) != inverse;
        }
    }

    private final Parsing parsing;
    private final StageParser stages;

    MatrixParser(Parsing parsing, StageParser stages) {
        this.parsing = parsing;
        this.stages = stages;
    }

    List<Stage> parse(ClosureExpression body) {
        Map<String, Set<String>> axes = new LinkedHashMap<>();
        List<List<Axis>> excludes = new ArrayList<>();
        List<Stage> nested = new ArrayList<>();
        StageParts parts = new StageParts(parsing);
        Sections sections = parts.on(new Sections(parsing, "'matrix'"))
                .onBlock("axes", block -> axes(block, axes))
                .onBlock("excludes", block -> each(block, "exclude", exclude -> excludes.add(exclude(exclude, axes))))
                .onBlock("stages", block -> nested.addAll(stages.stages(block, "'stages' of 'matrix'", true)));
        List<String> seen = sections.read(body);
        sections.require(body, "axes", "axes { axis { name '…'; values '…', '…' } }");
        sections.require(body, "stages", "stages { stage('…') { … } }");
        if (seen.contains("excludes") && axes.isEmpty()) {
            parsing.problem(body, "'excludes' must come after 'axes'");
        }
        return cells(axes).stream()
                .filter(cell ->
                        excludes.stream().noneMatch(exclude -> exclude.stream().allMatch(axis -> axis.covers(cell))))
                .map(cell -> parts.stage(name(cell), body.getLineNumber(), cell, new Work.Sequence(nested)))
                .toList();
    }

    private static String name(Map<String, String> cell) {
        return cell.entrySet().stream()
                .map(axis -> axis.getKey() + " = '" + axis.getValue() + "'")
                .collect(Collectors.joining(", ", "Matrix - ", ""));
    }

    private static List<Map<String, String>> cells(Map<String, Set<String>> axes) {
        List<Map<String, String>> cells = List.of(Map.of());
        for (Map.Entry<String, Set<String>> axis : axes.entrySet()) {
            List<Map<String, String>> more = new ArrayList<>();
            for (String value : axis.getValue()) {
                for (Map<String, String> cell : cells) {
                    Map<String, String> grown = new LinkedHashMap<>(cell);
                    grown.put(axis.getKey(), value);
                    more.add(grown);
                }
            }
            cells = more;
        }
        return cells;
    }

    private void axes(ClosureExpression body, Map<String, Set<String>> axes) {
        each(body, "axis", block -> {
            Axis axis = axis(block, false);
            if (axis != null && axes.put(axis.name(), axis.values()) != null) {
                parsing.problem(block, "second axis '" + axis.name() + "'; keep one");
            }
        });
    }

    private List<Axis> exclude(ClosureExpression body, Map<String, Set<String>> axes) {
        List<Axis> excluded = new ArrayList<>();
        each(body, "axis", block -> {
            Axis axis = axis(block, true);
            if (axis == null) {
                return;
            }
            if (axes.containsKey(axis.name())) {
                axis.values().stream()
                        .filter(value -> !axes.get(axis.name()).contains(value))
                        .forEach(value -> parsing.problem(
                                block, "axis '" + axis.name() + "' has no value '" + value + "' to exclude"));
            } else {
                parsing.problem(block, "there is no axis '" + axis.name() + "' to exclude from");
            }
            excluded.add(axis);
        });
        return excluded;
    }

    private Axis axis(ClosureExpression body, boolean mayInvert) {
        List<String> name = new ArrayList<>();
        Set<String> values = new LinkedHashSet<>();
        Sections sections = new Sections(parsing, "'axis'")
                .on("name", call -> call.onlyText()
                        .ifPresentOrElse(name::add, () -> parsing.problem(call.node(), "'name' takes one quoted text")))
                .on("values", call -> values(call, values));
        if (mayInvert) {
            sections.on("notValues", call -> values(call, values));
        }
        List<String> seen = sections.read(body);
        sections.require(body, "name", "name '…'");
        boolean inverse = seen.contains("notValues");
        if (seen.contains("values") == inverse) {
            parsing.problem(body, mayInvert ? "'axis' needs either 'values' or 'notValues'" : "'axis' needs 'values'");
        }
        return name.isEmpty() ? null : new Axis(name.get(0), values, inverse);
    }

    private void values(Invocation call, Set<String> values) {
        if (call.positional().isEmpty()) {
            parsing.problem(call.node(), "'" + call.name() + "' is empty; add a value");
        }
        for (Expression value : call.positional()) {
            if (!(value instanceof ConstantExpression constant) || constant.getValue() == null) {
                parsing.problem(value, "values of an axis are quoted texts, known before the run");
            } else if (!values.add(constant.getValue().toString())) {
                parsing.problem(value, "second value '" + constant.getValue() + "'; keep one");
            }
        }
    }

    /** Reads a block that holds only blocks of one name. */
    private void each(ClosureExpression body, String name, Consumer<ClosureExpression> reader) {
        if (Invocation.statements(body).isEmpty()) {
            parsing.problem(body, "there is no '" + name + "' here; add one");
        }
        for (Statement statement : Invocation.statements(body)) {
            Invocation call = Invocation.of(statement).orElse(null);
            if (call == null || !call.name().equals(name) || call.body() == null || call.hasArguments()) {
                parsing.problem(statement, "only '" + name + " { … }' can stand here");
            } else {
                reader.accept(call.body());
            }
        }
    }
}
