package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works out the values of {@code parameters} from what was given and the defaults, and remarks on triggers. */
final class ParametersFlow {
    private final Context context;

    ParametersFlow(Context context) {
        this.context = context;
    }

    Block define() {
        if (!context.pipeline().triggers().isEmpty()) {
            List<String> names =
                    context.pipeline().triggers().stream().map(Call::name).toList();
            context.host().log("Triggers are ignored outside Jenkins: " + String.join(", ", names));
        }
        if (context.pipeline().parameters().isEmpty()) {
            return Flow.NOTHING;
        }
        List<Block> definitions = context.pipeline().parameters().stream()
                .map(call -> context.with(call, given -> Flow.value(new Definition(call, given))))
                .toList();
        return Flow.then(Flow.all(definitions), all -> {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Object one : new ArrayList<>((List<?>) all)) {
                Definition definition = (Definition) one;
                values.put(definition.name(), definition.value(context.host().givenParameters()));
            }
            context.host().givenParameters().keySet().stream()
                    .filter(name -> !values.containsKey(name))
                    .forEach(name -> context.host()
                            .log("Parameter '" + name + "' is ignored because 'parameters' does not " + "declare it"
                                    + Nearest.hint(name, values.keySet())));
            context.host().parameters(values);
            return Flow.NOTHING;
        });
    }

    private record Definition(Call call, Arguments given) {
        String name() {
            return given.soleText("name");
        }

        Object value(Map<String, String> all) {
            String chosen = all.get(name());
            return switch (call.name()) {
                case "booleanParam" ->
                    chosen != null
                            ? Boolean.parseBoolean(chosen)
                            : Boolean.parseBoolean(String.valueOf(given.named().get("defaultValue")));
                case "choice" -> choice(chosen);
                default -> {
                    String value = chosen != null ? chosen : given.text("defaultValue");
                    yield value == null ? "" : given.flag("trim") ? value.trim() : value;
                }
            };
        }

        private String choice(String chosen) {
            Object choices = given.named().get("choices");
            List<String> allowed = choices instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : String.valueOf(choices).lines().toList();
            if (chosen == null) {
                return allowed.isEmpty() ? "" : allowed.get(0);
            }
            if (!allowed.contains(chosen)) {
                throw new IllegalArgumentException("Jenkinsfile:" + call.line() + ": parameter " + name()
                        + " cannot be '" + chosen + "'; choose one of " + String.join(", ", allowed));
            }
            return chosen;
        }
    }
}
