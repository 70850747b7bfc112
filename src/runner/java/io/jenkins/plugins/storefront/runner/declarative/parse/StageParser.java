package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Stage;
import io.jenkins.plugins.storefront.runner.declarative.model.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads {@code stages}, {@code parallel} and each {@code stage}. */
final class StageParser {
    private static final List<String> WORK = List.of("steps", "stages", "parallel", "matrix");

    private final Parsing parsing;

    StageParser(Parsing parsing) {
        this.parsing = parsing;
    }

    /**
     * @param owner whose stages these are, for messages
     * @param inParallel whether they are somewhere inside {@code parallel} or {@code matrix}, where neither may come again
     */
    List<Stage> stages(ClosureExpression body, String owner, boolean inParallel) {
        List<Stage> stages = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (Invocation.statements(body).isEmpty()) {
            parsing.problem(body, owner + " is empty; add stage('…') { … }");
        }
        for (Statement statement : Invocation.statements(body)) {
            Invocation call = Invocation.of(statement).orElse(null);
            if (call == null) {
                parsing.problem(statement, "only stage('…') { … } can stand in " + owner);
            } else if (!call.name().equals("stage")) {
                parsing.problem(
                        call.node(),
                        "'" + call.name() + "' cannot stand in " + owner + ", only stage('…') { … }"
                                + Nearest.hint(call.name(), List.of("stage")));
            } else {
                stage(call, inParallel).ifPresent(stage -> {
                    if (!names.add(stage.name())) {
                        parsing.problem(
                                call.node(), "second stage '" + stage.name() + "' in " + owner + "; rename one");
                    }
                    stages.add(stage);
                });
            }
        }
        return stages;
    }

    private Optional<Stage> stage(Invocation call, boolean inParallel) {
        String name = call.onlyText().orElse("");
        if (name.isBlank()) {
            parsing.problem(call.node(), "'stage' needs one quoted name: stage('…') { … }");
            return Optional.empty();
        }
        if (call.body() == null) {
            parsing.problem(call.node(), "stage '" + name + "' needs a block: stage('" + name + "') { … }");
            return Optional.empty();
        }
        List<Work> work = new ArrayList<>();
        boolean[] failFast = new boolean[1];
        StageParts parts = new StageParts(parsing);
        Sections sections = parts.on(new Sections(parsing, "stage '" + name + "'"))
                .onBlock("steps", body -> {
                    new StepsCheck(parsing).check(body, "'steps'");
                    work.add(new Work.Steps(parsing.block(body)));
                })
                .onBlock(
                        "stages",
                        body -> work.add(
                                new Work.Sequence(stages(body, "'stages' of stage '" + name + "'", inParallel))))
                .onBlock(
                        "parallel",
                        body -> work.add(
                                new Work.Parallel(stages(body, "'parallel' of stage '" + name + "'", true), false)))
                .onBlock(
                        "matrix",
                        body -> work.add(new Work.Parallel(new MatrixParser(parsing, this).parse(body), false)))
                .on("failFast", flag -> failFast[0] = parsing.isOn(flag));
        List<String> seen = sections.read(call.body());
        check(call, name, seen, inParallel);
        if (work.isEmpty()) {
            return Optional.empty();
        }
        Work only = work.get(0) instanceof Work.Parallel parallel
                ? new Work.Parallel(parallel.branches(), failFast[0])
                : work.get(0);
        return Optional.of(parts.stage(name, call.node().getLineNumber(), Map.of(), only));
    }

    private void check(Invocation call, String name, List<String> seen, boolean inParallel) {
        List<String> works = WORK.stream().filter(seen::contains).toList();
        if (works.isEmpty()) {
            parsing.problem(
                    call.node(), "stage '" + name + "' does nothing; add 'steps', 'stages', 'parallel' or 'matrix'");
        } else if (works.size() > 1) {
            parsing.problem(
                    call.node(),
                    "stage '" + name + "' has " + String.join(" and ", works) + "; only one of them is allowed");
        }
        if (!seen.contains("parallel") && !seen.contains("matrix")) {
            return;
        }
        String which = seen.contains("parallel") ? "parallel" : "matrix";
        if (inParallel) {
            parsing.problem(call.node(), "'" + which + "' cannot be nested inside 'parallel' or 'matrix'");
        }
        if (seen.contains("agent")) {
            parsing.problem(
                    call.node(),
                    "stage '" + name + "' cannot have 'agent' beside '" + which + "'; give it to the stages inside");
        }
    }
}
