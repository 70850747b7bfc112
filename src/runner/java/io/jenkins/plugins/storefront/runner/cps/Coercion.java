package io.jenkins.plugins.storefront.runner.cps;

import hudson.model.Describable;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns Groovy's values into the types that a step's parameters have, as Jenkins' DescribableModel does. */
final class Coercion {
    private Coercion() {}

    /**
     * Converts {@code value}.
     *
     * @param where what it is, for the message
     * @throws DeliveryException if it is of a wrong type
     */
    static Object to(Type type, Object value, String where) throws DeliveryException {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        if (value == null) {
            return null;
        } else if (raw == Object.class) {
            return value instanceof CharSequence ? value.toString() : value;
        } else if (raw == String.class && (value instanceof CharSequence || value instanceof Number)) {
            return value.toString();
        } else if ((raw == boolean.class || raw == Boolean.class) && value instanceof Boolean) {
            return value;
        } else if ((raw == int.class || raw == Integer.class) && value instanceof Number number) {
            return number.intValue();
        } else if ((raw == long.class || raw == Long.class) && value instanceof Number number) {
            return number.longValue();
        } else if ((raw == double.class || raw == Double.class) && value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Map<?, ?> && isOneKind(raw)) {
            return new StepBinder(where, raw).bind(new Object[] {value}, false);
        } else if (raw.isEnum() && value instanceof CharSequence) {
            return constant(raw, value.toString(), where);
        } else if (List.class.isAssignableFrom(raw) && value instanceof Iterable<?> items) {
            List<Object> list = new ArrayList<>();
            for (Object item : items) {
                list.add(to(argument(type, 0), item, where));
            }
            return list;
        } else if (Map.class.isAssignableFrom(raw) && value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(String.valueOf(entry.getKey()), to(argument(type, 1), entry.getValue(), where));
            }
            return copy;
        } else if (raw.isInstance(value)) {
            return value;
        }
        throw new DeliveryException(
                where + " must be " + words(raw) + ", not " + words(value.getClass()) + " (" + shown(value) + ")");
    }

    /** Whether a map alone says what is meant, as there are no others of its kind. */
    private static boolean isOneKind(Class<?> type) {
        return Describable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType generic
                && (generic.getActualTypeArguments()[index] instanceof Class<?>
                        || generic.getActualTypeArguments()[index] instanceof ParameterizedType)) {
            return generic.getActualTypeArguments()[index];
        }
        return Object.class;
    }

    private static Object constant(Class<?> type, String name, String where) throws DeliveryException {
        for (Object one : type.getEnumConstants()) {
            if (one.toString().equals(name) || ((Enum<?>) one).name().equals(name.toUpperCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new DeliveryException(
                where + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", not '" + name + "'");
    }

    private static String words(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        } else if (Number.class.isAssignableFrom(type)
                || type == int.class
                || type == long.class
                || type == double.class) {
            return "a number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        } else if (Map.class.isAssignableFrom(type)) {
            return "a map";
        }
        return "a " + type.getSimpleName();
    }

    private static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
