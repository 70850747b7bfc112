package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The words of one language. Immutable. */
public final class NoticeWords {
    private static final String BUNDLE = "io.jenkins.plugins.storefront.delivery.notify.text.notices";
    private static final String LABEL = "label.";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ResourceBundle bundle;

    private NoticeWords(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    public static NoticeWords of(Language language) {
        // Never the controller's own language: who reads it is somebody else
        return new NoticeWords(ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                NoticeWords.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The text of that key with its parameters, which are texts. */
    public String text(String key, String... parameters) {
        return MessageFormat.format(bundle.getString(key), (Object[]) parameters);
    }

    /** How it ended; {@code null} is under way. */
    public String result(Outcome outcome) {
        return bundle.getString("result." + (outcome == null ? "RUNNING" : outcome.name()));
    }

    /** Labels for templates by name. */
    Map<String, Object> labels() {
        Map<String, Object> labels = new TreeMap<>();
        for (String key : bundle.keySet()) {
            if (key.startsWith(LABEL)) {
                labels.put(key.substring(LABEL.length()), bundle.getString(key));
            }
        }
        return labels;
    }

    /** Such as {@code 2 min 5 s}; empty where {@code time} is null. */
    public String duration(Duration time) {
        if (time == null) {
            return "";
        }
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return text("time.seconds", Long.toString(seconds));
        }
        return seconds < 3600
                ? text("time.minutes", Long.toString(seconds / 60), Long.toString(seconds % 60))
                : text("time.hours", Long.toString(seconds / 3600), Long.toString(seconds / 60 % 60));
    }

    /** In UTC, because readers are in several zones; empty where {@code time} is null. */
    public static String time(Instant time) {
        return time == null ? "" : MINUTE.format(time);
    }
}
