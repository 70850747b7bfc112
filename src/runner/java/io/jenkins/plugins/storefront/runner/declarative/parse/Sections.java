package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.PostCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads a block that consists of sections, each at most once, and says what is wrong about the others. */
final class Sections {
    /** Where each section may stand, for those found elsewhere. */
    private static final Map<String, String> PLACES = places();

    private final Parsing parsing;
    private final String owner;
    private final Map<String, Consumer<Invocation>> known = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();

    /**
     * @param owner whose sections these are, for messages, such as {@code stage 'Build'}
     */
    Sections(Parsing parsing, String owner) {
        this.parsing = parsing;
        this.owner = owner;
    }

    Sections on(String name, Consumer<Invocation> reader) {
        known.put(name, reader);
        return this;
    }

    /** A section that must have a block and no arguments. */
    Sections onBlock(String name, Consumer<ClosureExpression> reader) {
        return on(name, call -> {
            if (call.body() == null || call.hasArguments()) {
                parsing.problem(call.node(), "'" + name + "' needs a block: " + name + " { … }");
            } else {
                reader.accept(call.body());
            }
        });
    }

    /** Reads the block and returns the names of the sections that it has. */
    List<String> read(ClosureExpression body) {
        for (Statement statement : Invocation.statements(body)) {
            Optional<Invocation> found = Invocation.of(statement);
            if (found.isEmpty()) {
                parsing.problem(
                        statement,
                        "only sections can stand in " + owner + " (" + String.join(", ", known.keySet())
                                + "); Groovy code belongs in 'steps { script { … } }'");
                continue;
            }
            Invocation call = found.get();
            if (!known.containsKey(call.name())) {
                unknown(call);
            } else if (seen.contains(call.name())) {
                parsing.problem(call.node(), "second '" + call.name() + "' in " + owner + "; keep one");
            } else {
                seen.add(call.name());
                known.get(call.name()).accept(call);
            }
        }
        return seen;
    }

    /** Says that {@code name} is missing, unless it was read. */
    void require(ASTNode node, String name, String example) {
        if (!seen.contains(name)) {
            parsing.problem(node, owner + " has no '" + name + "'; add " + example);
        }
    }

    private void unknown(Invocation call) {
        String name = call.name();
        Optional<String> near = Nearest.to(name, known.keySet());
        if (PLACES.containsKey(name)) {
            parsing.problem(
                    call.node(), "'" + name + "' cannot stand in " + owner + "; it belongs in " + PLACES.get(name));
        } else if (near.isPresent() || !known.containsKey("steps")) {
            parsing.problem(
                    call.node(), "unknown section '" + name + "' in " + owner + Nearest.hint(name, known.keySet()));
        } else {
            parsing.problem(
                    call.node(),
                    "unknown section '" + name + "' in " + owner + "; if it is a step, put it in 'steps { … }'");
        }
    }

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        String either = "'pipeline' or a stage";
        for (String name : List.of("agent", "environment", "options", "post", "tools", "stages")) {
            places.put(name, either);
        }
        for (String name : List.of("parameters", "triggers", "libraries")) {
            places.put(name, "'pipeline'");
        }
        for (String name : List.of("when", "steps", "parallel", "matrix", "failFast")) {
            places.put(name, "a stage");
        }
        places.put("stage", "'stages' or 'parallel'");
        places.put("axes", "'matrix'");
        places.put("excludes", "'matrix'");
        places.put("axis", "'axes'");
        places.put("exclude", "'excludes'");
        places.put("script", "'steps'");
        for (String word : PostCondition.words()) {
            places.put(word, "'post'");
        }
        return places;
    }
}
