package io.jenkins.plugins.storefront.delivery.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Working times and digests, across zones and the days on which clocks change. */
class WorkCalendarTest {
    private static WorkCalendar calendar(String zone, String days, String hours, String... holidays)
            throws DeliveryException {
        return WorkCalendar.parse("office", zone, days, hours, List.of(holidays));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void aWorkingTimeIsMeantInItsZone() throws Exception {
        WorkCalendar office = calendar("Asia/Shanghai", "Mon-Fri", "09:00-18:00");
        assertThat(office.open(at("2026-11-25T01:00:00Z"))).isTrue(); // Wednesday, 9 o'clock in Shanghai
        assertThat(office.open(at("2026-11-25T00:59:59Z"))).isFalse();
        assertThat(office.open(at("2026-11-25T10:00:00Z"))).isFalse();
        assertThat(office.next(at("2026-11-27T12:00:00Z"))).isEqualTo(at("2026-11-30T01:00:00Z")); // over the weekend
    }

    @Test
    void holidaysAreLeftOut() throws Exception {
        WorkCalendar office = calendar("Europe/Berlin", "Mon-Fri", "09:00-17:00", "2026-12-25", "2026-12-28");
        assertThat(office.next(at("2026-12-24T17:00:00Z"))).isEqualTo(at("2026-12-29T08:00:00Z"));
    }

    @Test
    void aWorkingTimeMayGoOverMidnight() throws Exception {
        WorkCalendar night = calendar("UTC", "Fri", "22:00-06:00");
        assertThat(night.open(at("2026-11-27T23:00:00Z"))).isTrue();
        assertThat(night.open(at("2026-11-28T05:59:00Z"))).isTrue();
        assertThat(night.open(at("2026-11-28T06:00:00Z"))).isFalse();
        assertThat(night.open(at("2026-11-28T22:30:00Z"))).isFalse();
    }

    @Test
    void aTimeThatAClockChangeLeavesOutComesThatMuchLater() throws Exception {
        WorkCalendar early = calendar("Europe/Berlin", "Sun", "02:30-12:00"); // 29 March 2026: 2 o'clock is 3 o'clock
        assertThat(early.next(at("2026-03-28T12:00:00Z"))).isEqualTo(at("2026-03-29T01:30:00Z"));
        assertThat(Digest.parse("02:30").next(at("2026-03-28T12:00:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo(at("2026-03-29T01:30:00Z"));
    }

    @Test
    void aDigestIsTheNextOne() throws Exception {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        assertThat(Digest.parse("daily").next(at("2026-11-25T01:00:00Z"), zone)).isEqualTo(at("2026-11-26T01:00:00Z"));
        assertThat(Digest.parse("daily").next(at("2026-11-25T00:59:00Z"), zone)).isEqualTo(at("2026-11-25T01:00:00Z"));
        assertThat(Digest.parse("hourly").next(at("2026-11-25T01:20:00Z"), zone))
                .isEqualTo(at("2026-11-25T02:00:00Z"));
        assertThat(Digest.parse(" ")).isNull();
    }

    @Test
    void nextIsOpenAndNothingBeforeItIs() throws Exception {
        Random lot = new Random(7);
        for (String zone : List.of("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Shanghai")) {
            WorkCalendar office = calendar(zone, "Mon-Thu,Sat", "08:15-17:45", "2026-04-06");
            for (int i = 0; i < 500; i++) {
                Instant now = at("2026-01-01T00:00:00Z").plusSeconds(lot.nextInt(365 * 24 * 3600));
                Instant next = office.next(now);
                assertThat(office.open(next)).as("%s from %s", zone, now).isTrue();
                for (Instant t = now; t.isBefore(next); t = t.plus(Duration.ofMinutes(13))) {
                    assertThat(office.open(t)).as("%s at %s", zone, t).isFalse();
                }
            }
        }
    }

    @Test
    void aCalendarThatNeverOpensEndsSomewhere() throws Exception {
        WorkCalendar never = new WorkCalendar(
                "never",
                ZoneId.of("UTC"),
                java.util.Set.of(),
                java.time.LocalTime.NOON,
                java.time.LocalTime.NOON,
                java.util.Set.of());
        assertThat(never.next(at("2026-01-01T00:00:00Z"))).isAfter(at("2026-12-31T00:00:00Z"));
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> calendar("Mars/Base", null, null))
                .hasMessageContaining("'Mars/Base' is not understood");
        assertThatThrownBy(() -> calendar(null, "Mo-Fr", null)).hasMessageContaining("'Mo-Fr' is not understood");
        assertThatThrownBy(() -> calendar(null, null, "9-5")).hasMessageContaining("'9-5' is not understood");
        assertThatThrownBy(() -> calendar(null, null, null, "25.12.2026")).hasMessageContaining("'25.12.2026'");
        assertThatThrownBy(() -> Digest.parse("25:00")).hasMessageContaining("hourly, daily or a time");
    }
}
