package io.jenkins.plugins.storefront.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a parameter that is a list of maps; a form gives it as text, which is read as YAML. */
final class Lists {
    private Lists() {}

    /** Null where nothing is given, as an empty field of a form. */
    static Object orNull(Object given) {
        return given instanceof CharSequence text && text.toString().isBlank() ? null : given;
    }

    /** One map of the list. */
    record Entry(String where, Map<String, Object> values) {
        String text(String key) {
            Object value = values.get(key);
            return value == null ? null : value.toString();
        }

        Integer number(String key) throws DeliveryException {
            Double value = decimal(key);
            return value == null ? null : value.intValue();
        }

        int needed(String key) throws DeliveryException {
            Integer value = number(key);
            if (value == null) {
                throw new DeliveryException(where + " needs " + key);
            }
            return value;
        }

        Double decimal(String key) throws DeliveryException {
            String text = text(key);
            try {
                return text == null ? null : Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new DeliveryException(where + ": " + key + " must be a number, not '" + text + "'", e);
            }
        }
    }

    /**
     * The maps.
     *
     * @param where for messages
     * @param known keys; another one is an error that names the nearest
     */
    static List<Entry> entries(String where, Object given, Set<String> known) throws DeliveryException {
        Object list = given;
        if (given instanceof CharSequence text) {
            List<Object> documents = SafeYaml.documents(text.toString(), where);
            list = documents.isEmpty() ? List.of() : documents.get(0);
        }
        List<Entry> entries = new ArrayList<>();
        if (list == null) {
            return entries;
        } else if (!(list instanceof Iterable<?> items)) {
            throw new DeliveryException(where + " must be a list of maps");
        } else {
            for (Object item : items) {
                entries.add(entry(where + " (" + (entries.size() + 1) + ")", item, known));
            }
        }
        return entries;
    }

    private static Entry entry(String where, Object item, Set<String> known) throws DeliveryException {
        if (!(item instanceof Map<?, ?> map)) {
            throw new DeliveryException(
                    where + " must be a map, such as [" + known.iterator().next() + ": …]");
        }
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<?, ?> one : map.entrySet()) {
            String key = String.valueOf(one.getKey());
            if (!known.contains(key)) {
                throw new DeliveryException(where + ": unknown key '" + key + "'" + Nearest.hintAndAll(key, known));
            }
            values.put(key, one.getValue());
        }
        return new Entry(where, values);
    }
}
