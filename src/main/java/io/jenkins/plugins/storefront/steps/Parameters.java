package io.jenkins.plugins.storefront.steps;

import java.util.ArrayList;
import java.util.List;

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
}
