package io.jenkins.plugins.storefront.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/** Times as pages and their JSON want them. */
final class Moment {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Moment() {}

    /** For Jelly, which formats it in the reader's language and time zone. */
    static Date date(Instant at) {
        return at == null ? null : Date.from(at);
    }

    /** ISO 8601, or null. */
    static String iso(Instant at) {
        return at == null ? null : at.toString();
    }

    /** In milliseconds, never negative. */
    static long between(Instant start, Instant end) {
        return Math.max(0, Duration.between(start, end).toMillis());
    }

    /** In units that read the same in every language, such as {@code 850 ms}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
    static String took(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        } else if (millis < 10 * SECOND) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
        } else if (millis < MINUTE) {
            return millis / SECOND + " s";
        } else if (millis < HOUR) {
            return String.format(Locale.ROOT, "%d min %02d s", millis / MINUTE, millis % MINUTE / SECOND);
        }
        return String.format(Locale.ROOT, "%d h %02d min", millis / HOUR, millis % HOUR / MINUTE);
    }
}
