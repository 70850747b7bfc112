package io.jenkins.plugins.storefront.runner.cps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a step, or a value for one, of the arguments of a call, as Jenkins' structs plugin does: by its data-bound constructor and setters. */
final class StepBinder {
    private final String function;
    private final Class<?> type;

    StepBinder(StepDescriptor descriptor) {
        this.function = descriptor.getFunctionName();
        this.type = descriptor.clazz;
    }

    /** For a value that a symbol names. */
    StepBinder(String symbol, Class<?> type) {
        this.function = symbol;
        this.type = type;
    }

    Object bind(Object[] arguments, boolean withBody) throws DeliveryException {
        Constructor<?> constructor = constructor();
        List<String> order = Arrays.stream(constructor.getParameters())
                .map(Parameter::getName)
                .toList();
        Map<String, Object> given = Arguments.named(function, arguments, withBody, order);
        Map<String, Method> setters = setters();
        Set<String> known = new TreeSet<>(setters.keySet());
        Arrays.stream(constructor.getParameters()).map(Parameter::getName).forEach(known::add);
        Arguments.checkKnown(function, given, known);
        try {
            Object made = constructor.newInstance(required(constructor, given));
            for (Map.Entry<String, Method> setter : setters.entrySet()) {
                if (given.containsKey(setter.getKey())) {
                    setter.getValue()
                            .invoke(
                                    made,
                                    value(
                                            setter.getKey(),
                                            given,
                                            setter.getValue().getParameters()[0]));
                }
            }
            return made;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw new DeliveryException(function + ": " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the step " + function + " cannot be made", e);
        }
    }

    private Constructor<?> constructor() {
        return Arrays.stream(type.getConstructors())
                .filter(one -> one.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no @DataBoundConstructor"));
    }

    private Map<String, Method> setters() {
        Map<String, Method> found = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)
                    && method.getName().startsWith("set")) {
                String name = method.getName().substring(3);
                found.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
            }
        }
        return found;
    }

    private Object[] required(Constructor<?> constructor, Map<String, Object> given) throws DeliveryException {
        Parameter[] parameters = constructor.getParameters();
        Object[] values = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            if (given.get(parameters[i].getName()) == null) {
                throw new DeliveryException(function + ": the parameter '" + parameters[i].getName() + "' is required");
            }
            values[i] = value(parameters[i].getName(), given, parameters[i]);
        }
        return values;
    }

    private Object value(String name, Map<String, Object> given, Parameter parameter) throws DeliveryException {
        return Coercion.to(parameter.getParameterizedType(), given.get(name), function + ": parameter '" + name + "'");
    }
}
