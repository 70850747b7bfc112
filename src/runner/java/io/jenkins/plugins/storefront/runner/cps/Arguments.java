package io.jenkins.plugins.storefront.runner.cps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a step's call by name, as Groovy's call conventions and Jenkins' have it. */
final class Arguments {
    private Arguments() {}

    /**
     * Names the arguments: a map in front holds named ones; as in Jenkins, just one value may go without its name, to the first of
     * {@code order}.
     *
     * @param withBody whether the last argument is the step's block
     */
    static Map<String, Object> named(String function, Object[] arguments, boolean withBody, List<String> order)
            throws DeliveryException {
        List<Object> values = new ArrayList<>(Arrays.asList(arguments));
        if (withBody) {
            values.remove(values.size() - 1);
        }
        Map<String, Object> given = new LinkedHashMap<>();
        if (!values.isEmpty() && values.get(0) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> given.put(String.valueOf(name), value));
            values.remove(0);
        }
        if (values.size() > 1 || (values.size() == 1 && (order.isEmpty() || !given.isEmpty()))) {
            throw new DeliveryException(function + ": only one argument can be given without its name; write "
                    + function + "(" + (order.isEmpty() ? "name" : order.get(0)) + ": …)");
        }
        if (values.size() == 1) {
            given.put(order.get(0), values.get(0));
        }
        return given;
    }

    static void checkKnown(String function, Map<String, Object> given, Collection<String> known)
            throws DeliveryException {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new DeliveryException(
                        function + ": unknown parameter '" + name + "'" + Nearest.hintAndAll(name, known));
            }
        }
    }
}
