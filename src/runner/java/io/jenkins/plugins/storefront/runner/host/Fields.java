package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One mapping of a YAML file, read field by field; errors name the file, the path of keys and what was expected. */
final class Fields {
    private final Map<?, ?> values;
    private final String where;

    Fields(Object value, String where, String... known) throws DeliveryException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new DeliveryException(where + " must be a mapping of keys to values");
        }
        this.values = map;
        this.where = where;
        Set<String> names = new TreeSet<>(List.of(known));
        for (Object key : map.keySet()) {
            if (!names.contains(String.valueOf(key))) {
                throw new DeliveryException(
                        where + ": unknown key '" + key + "'" + Nearest.hintAndAll(String.valueOf(key), names));
            }
        }
    }

    Object raw(String key) {
        return values.get(key);
    }

    String at(String key) {
        return where + "." + key;
    }

    /** A text, or null. */
    String text(String key) throws DeliveryException {
        Object value = values.get(key);
        if (value == null || value instanceof String || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        throw new DeliveryException(at(key) + " must be a text");
    }

    String required(String key) throws DeliveryException {
        String value = text(key);
        if (value == null || value.isBlank()) {
            throw new DeliveryException(at(key) + " is required");
        }
        return value;
    }

    boolean flag(String key) throws DeliveryException {
        Object value = values.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new DeliveryException(at(key) + " must be true or false");
    }

    int number(String key, int otherwise) throws DeliveryException {
        Object value = values.get(key);
        if (value == null || value instanceof Integer) {
            return value == null ? otherwise : (Integer) value;
        }
        throw new DeliveryException(at(key) + " must be a whole number");
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) throws DeliveryException {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DeliveryException(
                    at(key) + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", not '" + value + "'",
                    e);
        }
    }

    List<?> list(String key) throws DeliveryException {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        } else if (value instanceof List<?> list) {
            return list;
        }
        throw new DeliveryException(at(key) + " must be a list");
    }
}
