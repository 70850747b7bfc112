package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When notices that can wait are told together.
 *
 * @param at time of day, or null for every full hour
 */
public record Digest(LocalTime at) {
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** Reads {@code hourly}, {@code daily} (at 9) or a time such as {@code 08:30}; null for nothing. */
    public static Digest parse(String text) throws DeliveryException {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return switch (text.trim()) {
                case "hourly" -> new Digest(null);
                case "daily" -> new Digest(MORNING);
                default -> new Digest(LocalTime.parse(text.trim()));
            };
        } catch (DateTimeException e) {
            throw new DeliveryException("a digest is hourly, daily or a time such as 08:30, not '" + text + "'", e);
        }
    }

    /** The next time for it after {@code now}. A time that a clock change leaves out is that much later. */
    public Instant next(Instant now, ZoneId zone) {
        ZonedDateTime there = now.atZone(zone);
        if (at == null) {
            return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        }
        ZonedDateTime today = there.toLocalDate().atTime(at).atZone(zone);
        return today.toInstant().isAfter(now)
                ? today.toInstant()
                : there.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
    }

    /** As it is written. */
    public String text() {
        return at == null ? "hourly" : at.toString();
    }
}
