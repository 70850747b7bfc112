package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.declarative.model.Environment;
import io.jenkins.plugins.storefront.runner.declarative.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets the variables of {@code environment} around what follows. */
final class EnvironmentFlow {
    private final Context context;

    EnvironmentFlow(Context context) {
        this.context = context;
    }

    Block inside(Environment environment, Block body) {
        return inside(environment.levels(), body);
    }

    /** The values of a matrix cell. */
    Block inside(int line, Map<String, String> values, Block body) {
        if (values.isEmpty()) {
            return body;
        }
        List<String> assignments = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return context.around(line, "withEnv", List.of(assignments), body);
    }

    private Block inside(List<List<Variable>> levels, Block body) {
        if (levels.isEmpty()) {
            return body;
        }
        List<Variable> variables = levels.get(0);
        Block rest = inside(levels.subList(1, levels.size()), body);
        int line = variables.get(0).line();
        List<Block> values = variables.stream()
                .map(variable -> context.evaluate(variable.value()))
                .toList();
        return Flow.then(Flow.all(values), all -> {
            List<String> assignments = new ArrayList<>();
            List<Block> bindings = new ArrayList<>();
            for (int i = 0; i < variables.size(); i++) {
                Object value = ((List<?>) all).get(i);
                if (variables.get(i).credential()) {
                    bindings.addAll(bindings(variables.get(i), String.valueOf(value)));
                } else {
                    assignments.add(variables.get(i).name() + "=" + value);
                }
            }
            Block inner = assignments.isEmpty() ? rest : context.around(line, "withEnv", List.of(assignments), rest);
            return bindings.isEmpty()
                    ? inner
                    : Flow.then(
                            Flow.all(bindings),
                            bound -> context.around(line, "withCredentials", List.of(bound), inner));
        });
    }

    /** The bindings that {@code NAME = credentials('id')} stands for, by the credential's form. */
    private List<Block> bindings(Variable variable, String id) throws DeliveryException {
        String name = variable.name();
        return switch (context.host().credentialKind(id)) {
            case TEXT -> List.of(binding(variable, "string", Map.of("credentialsId", id, "variable", name)));
            case FILE -> List.of(binding(variable, "file", Map.of("credentialsId", id, "variable", name)));
            case USER_PASSWORD ->
                List.of(
                        binding(variable, "usernameColonPassword", Map.of("credentialsId", id, "variable", name)),
                        binding(
                                variable,
                                "usernamePassword",
                                Map.of(
                                        "credentialsId",
                                        id,
                                        "usernameVariable",
                                        name + "_USR",
                                        "passwordVariable",
                                        name + "_PSW")));
        };
    }

    private Block binding(Variable variable, String kind, Map<String, String> arguments) {
        return context.flow().step(variable.line(), kind, arguments);
    }
}
