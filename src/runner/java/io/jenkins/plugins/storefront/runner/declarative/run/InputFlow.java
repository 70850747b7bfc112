package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import io.jenkins.plugins.storefront.runner.declarative.model.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for the {@code input} of a stage and sets what was answered as environment variables. */
final class InputFlow {
    private final Context context;
    private final EnvironmentFlow environment;

    InputFlow(Context context) {
        this.context = context;
        this.environment = new EnvironmentFlow(context);
    }

    /**
     * @param input or null for none
     * @param stage whose input it is; gives the id if there is none
     */
    Block ask(Input input, String stage, Block body) {
        if (input == null) {
            return body;
        }
        List<String> names = new ArrayList<>(input.fields().keySet());
        List<Block> values = new ArrayList<>();
        input.fields().values().stream()
                .map((Code code) -> context.evaluate(code))
                .forEach(values::add);
        List<String> parameters = new ArrayList<>();
        return Flow.then(
                Flow.all(values),
                fields -> Flow.then(definitions(input, parameters), definitions -> {
                    Map<String, Object> arguments = new LinkedHashMap<>();
                    arguments.put("id", stage);
                    for (int i = 0; i < names.size(); i++) {
                        arguments.put(names.get(i), ((List<?>) fields).get(i));
                    }
                    if (!input.parameters().isEmpty()) {
                        arguments.put("parameters", definitions);
                    }
                    Object submitter = arguments.get("submitterParameter");
                    return Flow.then(
                            context.flow().step(input.line(), "input", arguments),
                            answer -> environment.inside(
                                    input.line(), answers(answer, parameters, (String) submitter), body));
                }));
    }

    /** Calls {@code string(…)} and the like, and notes the parameters' names. */
    private Block definitions(Input input, List<String> names) {
        List<Block> definitions = new ArrayList<>();
        for (Call parameter : input.parameters()) {
            definitions.add(context.with(parameter, given -> {
                names.add(given.soleText("name"));
                return context.flow()
                        .step(parameter.line(), parameter.name(), given.asList().toArray());
            }));
        }
        return Flow.all(definitions);
    }

    /** One answer comes alone, several as a map. */
    private static Map<String, String> answers(Object answer, List<String> parameters, String submitter) {
        Map<String, String> values = new LinkedHashMap<>();
        if (answer instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        } else if (submitter != null) {
            values.put(submitter, String.valueOf(answer));
        } else if (parameters.size() == 1) {
            values.put(parameters.get(0), String.valueOf(answer));
        }
        return values;
    }
}
