package io.jenkins.plugins.storefront.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Durations, sizes, moments and lists as people read them. */
final class Phrases {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Phrases() {}

    /** Two units at most: {@code 340 ms}, {@code 4.2 s}, {@code 3 m 05 s}, {@code 2 h 10 m}, {@code 3 d 4 h}. */
    static String duration(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        long minutes = seconds / 60;
        return minutes < 24 * 60
                ? String.format(Locale.ROOT, "%d h %02d m", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "%d d %d h", minutes / (24 * 60), minutes / 60 % 24);
    }

    /** Between two moments; empty where one is null. */
    static String between(Instant from, Instant to) {
        return from == null || to == null ? "" : duration(Duration.between(from, to));
    }

    /** In decimal units, as registries count; empty for 0, which means unknown. */
    static String size(long bytes) {
        if (bytes <= 0) {
            return "";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= 99.95 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    static ReportView.Moment moment(Instant at) {
        return new ReportView.Moment(at.toString(), MOMENT.format(at));
    }

    /** The time of day alone, for messages. */
    static ReportView.Moment timeOfDay(Instant at) {
        return new ReportView.Moment(at.toString(), TIME.format(at));
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> all) {
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
