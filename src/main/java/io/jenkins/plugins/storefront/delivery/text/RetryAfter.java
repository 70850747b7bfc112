package io.jenkins.plugins.storefront.delivery.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What the header {@code Retry-After} asks for (RFC 9110, 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * Seconds, or the time until a date; {@code unsaid} where the header is missing or neither. Never negative.
     *
     * @param value of the header, or null
     */
    public static Duration of(String value, Instant now, Duration unsaid) {
        String text = value == null ? "" : value.trim();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException e) {
            return unsaid;
        }
    }
}
