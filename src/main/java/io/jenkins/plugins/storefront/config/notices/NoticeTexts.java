package io.jenkins.plugins.storefront.config.notices;

import java.util.Map;

/** What forms give. */
final class NoticeTexts {
    private NoticeTexts() {}

    /** Trimmed, and null where nothing is left. */
    static String orNull(String text) {
        String trimmed = text == null ? "" : text.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    static void put(Map<String, Object> values, String key, String text) {
        if (text != null) {
            values.put(key, text);
        }
    }
}
