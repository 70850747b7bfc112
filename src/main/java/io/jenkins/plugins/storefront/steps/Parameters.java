package io.jenkins.plugins.storefront.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Normalises what Jenkinsfiles and forms give. */
final class Parameters {
    private Parameters() {}

    /** Trimmed, and null where nothing is left. */
    static String orNull(String text) {
        String trimmed = text == null ? "" : text.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** The same for what may be a text or a list: an empty field of a form is nothing given. */
    static Object orNull(Object textOrList) {
        return textOrList instanceof CharSequence text ? orNull(text.toString()) : textOrList;
    }

    /** A text, or a list of texts, as a list. */
    static List<String> texts(Object value, String name) {
        if (value instanceof Iterable<?> items) {
            List<String> all = new ArrayList<>();
            items.forEach(item -> all.add(String.valueOf(item)));
            return all;
        } else if (value instanceof CharSequence) {
            return List.of(value.toString());
        } else if (value == null) {
            return List.of();
        }
        throw new IllegalArgumentException("parameter '" + name + "' must be a text or a list of texts");
    }

    /** What the list of a run's steps shows of one: those of its arguments that are given, in this order. Null for none. */
    static String summary(Map<String, Object> given, String... names) {
        String all = Arrays.stream(names)
                .map(given::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    /** One of these, or null where nothing is given. */
    static String oneOf(String value, String name, String... known) {
        String given = orNull(value);
        if (given == null) {
            return null;
        }
        for (String one : known) {
            if (one.equalsIgnoreCase(given)) {
                return one;
            }
        }
        throw new IllegalArgumentException(
                name + " must be '" + String.join("' or '", known) + "', not '" + given + "'");
    }

    /** A text that can be a label's value and part of an object's name, or null. */
    static String label(String value, String name) {
        String given = orNull(value);
        if (given != null && !given.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    name + " must be 1 to 40 of a-z, 0-9 and -, and begin and end with a letter" + " or digit, not '"
                            + given + "'");
        }
        return given;
    }
}
