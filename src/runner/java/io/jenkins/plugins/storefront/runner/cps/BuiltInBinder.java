package io.jenkins.plugins.storefront.runner.cps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.steps.BuiltIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;

/** Checks the arguments of an everyday step against its parameters. */
final class BuiltInBinder {
    private BuiltInBinder() {}

    static Step bind(BuiltIn step, Object[] arguments, boolean withBody) throws DeliveryException {
        String function = step.getFunctionName();
        if (step.open()) {
            return step.step(raw(arguments, withBody));
        }
        List<String> order = new ArrayList<>(step.parameters().keySet());
        Map<String, Object> given = Arguments.named(function, arguments, withBody, order);
        Arguments.checkKnown(function, given, order);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument : given.entrySet()) {
            values.put(
                    argument.getKey(),
                    Coercion.to(
                            step.parameters().get(argument.getKey()),
                            argument.getValue(),
                            function + ": parameter '" + argument.getKey() + "'"));
        }
        for (String name : step.required()) {
            if (values.get(name) == null) {
                throw new DeliveryException(function + ": the parameter '" + name + "' is required");
            }
        }
        if (step.takesImplicitBlockArgument() && !withBody && !step.blockOptional()) {
            throw new DeliveryException(function + ": a block is required, as in " + function + " { … }");
        }
        return step.step(values);
    }

    /** For steps whose arguments are the user's own names. */
    private static Map<String, Object> raw(Object[] arguments, boolean withBody) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length - (withBody ? 1 : 0); i++) {
            if (arguments[i] instanceof Map<?, ?> map) {
                map.forEach((name, value) -> values.put(String.valueOf(name), value));
            } else {
                values.put("", arguments[i]);
            }
        }
        return values;
    }
}
