package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import io.jenkins.plugins.storefront.runner.declarative.model.Post;
import io.jenkins.plugins.storefront.runner.declarative.model.PostCondition;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Reads a {@code post} section. */
final class PostParser {
    private final Parsing parsing;

    PostParser(Parsing parsing) {
        this.parsing = parsing;
    }

    Post parse(ClosureExpression body) {
        Map<PostCondition, Code> blocks = new EnumMap<>(PostCondition.class);
        if (Invocation.statements(body).isEmpty()) {
            parsing.problem(body, "'post' is empty; add a condition or remove it");
        }
        for (Statement statement : Invocation.statements(body)) {
            Invocation call = Invocation.of(statement).orElse(null);
            if (call == null || call.hasArguments() || call.body() == null) {
                parsing.problem(
                        statement,
                        "only conditions with steps can stand in 'post': " + String.join(", ", PostCondition.words()));
                continue;
            }
            Optional<PostCondition> condition = PostCondition.of(call.name());
            if (condition.isEmpty()) {
                parsing.problem(
                        call.node(),
                        "unknown condition '" + call.name() + "' in 'post'"
                                + Nearest.hint(call.name(), PostCondition.words()));
                continue;
            }
            new StepsCheck(parsing).check(call.body(), "'" + call.name() + "'");
            if (blocks.put(condition.get(), parsing.block(call.body())) != null) {
                parsing.problem(call.node(), "second '" + call.name() + "' in 'post'; keep one");
            }
        }
        return new Post(blocks);
    }
}
