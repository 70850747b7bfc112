package io.jenkins.plugins.storefront.runner.declarative.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluated arguments of an option, parameter or condition.
 *
 * @param positional in order; may hold nulls
 * @param named by name
 */
record Arguments(List<Object> positional, Map<String, Object> named) {
    /** From what the code of {@link io.jenkins.plugins.storefront.runner.declarative.model.Call#arguments} gave. */
    static Arguments of(Object value) {
        List<?> both = (List<?>) value;
        Map<String, Object> named = new LinkedHashMap<>();
        ((Map<?, ?>) both.get(1)).forEach((name, argument) -> named.put(String.valueOf(name), argument));
        return new Arguments(Collections.unmodifiableList(new ArrayList<>((List<?>) both.get(0))), named);
    }

    /** The argument whose name may be left out, or null. */
    Object sole(String name) {
        return named.containsKey(name) || positional.isEmpty() ? named.get(name) : positional.get(0);
    }

    String soleText(String name) {
        return text(sole(name));
    }

    String text(String name) {
        return text(named.get(name));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(named.get(name));
    }

    /** As the arguments of a step: positional ones, or one map. */
    List<Object> asList() {
        List<Object> list = new ArrayList<>();
        if (!named.isEmpty()) {
            list.add(named);
        }
        list.addAll(positional);
        return list;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
