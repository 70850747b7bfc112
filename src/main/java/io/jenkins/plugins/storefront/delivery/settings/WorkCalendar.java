package io.jenkins.plugins.storefront.delivery.settings;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * When people may be disturbed: all the rest are quiet hours.
 *
 * @param name for rules
 * @param zone in which days and hours are meant
 * @param days on which a working time begins; not empty
 * @param from begin of the working time
 * @param to its end, the next day where it is not after {@code from}
 * @param holidays days on which no working time begins
 */
public record WorkCalendar(
        String name, ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays) {
    /** A calendar of nothing but holidays must end somewhere. */
    private static final int FARTHEST_DAYS = 366;

    public WorkCalendar {
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /**
     * Reads a calendar as people write it.
     *
     * @param zone such as {@code Asia/Shanghai}; UTC where it is null
     * @param days such as {@code Mon-Fri} or {@code Mon,Wed}; Monday to Friday where it is null
     * @param hours such as {@code 09:00-18:00}; the whole day where it is null
     * @param holidays dates such as {@code 2026-12-25}
     */
    public static WorkCalendar parse(String name, String zone, String days, String hours, Collection<String> holidays)
            throws DeliveryException {
        String what = zone;
        try {
            ZoneId there = ZoneId.of(zone == null ? "UTC" : zone.trim());
            what = hours;
            String[] times = (hours == null ? "00:00-00:00" : hours.trim()).split("\\s*-\\s*");
            if (times.length != 2) {
                throw new DateTimeException("two times are wanted");
            }
            LocalTime from = LocalTime.parse(times[0]);
            LocalTime to = LocalTime.parse(times[1]);
            Set<LocalDate> free = new TreeSet<>();
            for (String one : holidays) {
                what = one;
                free.add(LocalDate.parse(one.trim()));
            }
            what = days;
            return new WorkCalendar(name, there, days(days == null ? "Mon-Fri" : days), from, to, free);
        } catch (DateTimeException e) {
            throw new DeliveryException(
                    "the calendar '" + name + "': '" + what + "' is not understood; wanted are a zone such as"
                            + " Asia/Shanghai, days such as Mon-Fri, hours such as 09:00-18:00, dates such as 2026-12-25",
                    e);
        }
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.trim().split("\\s*,\\s*")) {
            String[] ends = part.split("\\s*-\\s*");
            DayOfWeek day = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            found.add(day);
            while (day != last) {
                day = day.plus(1);
                found.add(day);
            }
        }
        return found;
    }

    private static DayOfWeek day(String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        List<DayOfWeek> fit = List.of(DayOfWeek.values()).stream()
                .filter(one -> wanted.length() >= 3 && one.name().startsWith(wanted))
                .toList();
        if (fit.size() != 1) {
            throw new DateTimeException("no day of the week: " + text);
        }
        return fit.get(0);
    }

    /** Whether that is a working time. */
    public boolean open(Instant now) {
        ZonedDateTime there = now.atZone(zone);
        LocalDate today = there.toLocalDate();
        return within(today, now) || within(today.minusDays(1), now);
    }

    private boolean within(LocalDate day, Instant now) {
        return works(day) && !now.isBefore(begin(day)) && now.isBefore(end(day));
    }

    private boolean works(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    private Instant begin(LocalDate day) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant end(LocalDate day) {
        return (to.isAfter(from) ? day : day.plusDays(1))
                .atTime(to)
                .atZone(zone)
                .toInstant();
    }

    /** {@code now} in a working time, else the next one's begin; a year from now where there is none. */
    public Instant next(Instant now) {
        if (open(now)) {
            return now;
        }
        LocalDate day = now.atZone(zone).toLocalDate();
        for (int i = 0; i < FARTHEST_DAYS; i++, day = day.plusDays(1)) {
            if (works(day) && begin(day).isAfter(now)) {
                return begin(day);
            }
        }
        return begin(day);
    }
}
