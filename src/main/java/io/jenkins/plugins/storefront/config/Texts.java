package io.jenkins.plugins.storefront.config;

/** Normalises what forms and YAML give. */
final class Texts {
    private Texts() {}

    /** Trimmed, and null where nothing is left. */
    static String orNull(String text) {
        String trimmed = text == null ? "" : text.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** Trimmed; nothing is an error that names what it belongs to. */
    static String required(String text, String what) {
        String trimmed = orNull(text);
        if (trimmed == null) {
            throw new IllegalArgumentException(what + ": a name is required");
        }
        return trimmed;
    }
}
