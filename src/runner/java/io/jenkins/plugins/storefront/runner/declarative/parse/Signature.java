package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.Expression;

/**
 * What an option, parameter or condition may be given.
 *
 * @param positional name of the argument that may stand without its name, or null
 * @param required names that must be given
 * @param optional names that may be given
 */
record Signature(String positional, List<String> required, List<String> optional) {
    static final Signature NOTHING = new Signature(null, List.of(), List.of());

    /** One argument, with or without its name, and perhaps others with theirs. */
    static Signature one(String name, String... optional) {
        return new Signature(name, List.of(name), List.of(optional));
    }

    static Signature optional(String... names) {
        return new Signature(names.length == 0 ? null : names[0], List.of(), List.of(names));
    }

    static Signature named(List<String> required, String... optional) {
        return new Signature(null, required, List.of(optional));
    }

    void check(Parsing parsing, Invocation call) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        call.named().forEach((name, value) -> {
            if (!known.contains(name)) {
                parsing.problem(
                        value,
                        "'" + call.name() + "' has no '" + name + "'" + Nearest.hint(name, known)
                                + (known.isEmpty() ? "; it takes nothing" : "; it has " + String.join(", ", known)));
            }
        });
        if (!call.positional().isEmpty() && !call.named().isEmpty()) {
            parsing.problem(
                    call.node(), "'" + call.name() + "' mixes arguments with and without a name; name them all");
            return;
        }
        int allowed = positional == null ? 0 : 1;
        if (call.positional().size() > allowed) {
            Expression extra = call.positional().get(allowed);
            parsing.problem(
                    extra,
                    known.isEmpty()
                            ? "'" + call.name() + "' takes nothing"
                            : "arguments of '" + call.name() + "' need their names: " + String.join(", ", known));
            return;
        }
        for (String name : required) {
            boolean given = call.named().containsKey(name)
                    || (name.equals(positional) && !call.positional().isEmpty());
            if (!given) {
                parsing.problem(call.node(), "'" + call.name() + "' needs '" + name + "'");
            }
        }
    }
}
