package io.jenkins.plugins.storefront.delivery.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notices that are out of date. */
class OutboxSeriesTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");

    private OutboxLane lane = OutboxLane.EMPTY;

    private static OutboxEntry entry(long number, String series, Duration fresh) {
        OutboxNotice notice = new OutboxNotice(
                        "n" + number, "mail", "mail", "a", "run", null, null, T, T.plusSeconds(86400), null, null, "")
                .in(series, T.plus(fresh));
        return OutboxEntry.of(notice, number, 1);
    }

    private List<OutboxAction> see(OutboxObservation seen, Instant now) {
        OutboxMachine.Transition next = OutboxMachine.next(lane, seen, now, head -> true);
        lane = next.lane();
        return next.actions();
    }

    private void busy(Instant now, Duration wait) {
        see(new OutboxObservation.Attempted(lane.head().id(), new CourierAnswer.Busy(wait, "later"), 0), now);
    }

    @Test
    void collapseIntoTheLatestState() {
        see(new OutboxObservation.Put(entry(1, "shop → production", Duration.ofMinutes(15))), T);
        busy(T, Duration.ofMinutes(20));
        see(new OutboxObservation.Put(entry(2, "shop → production", Duration.ofMinutes(15))), T);
        see(new OutboxObservation.Put(entry(3, "shop → production", Duration.ofMinutes(15))), T);
        see(new OutboxObservation.Put(entry(4, "shop → staging", Duration.ofMinutes(15))), T);
        List<OutboxAction> done = see(new OutboxObservation.Looked(), T.plus(Duration.ofMinutes(20)));
        assertThat(done)
                .filteredOn(OutboxAction.Carry.class::isInstance)
                .singleElement()
                .matches(one -> ((OutboxAction.Carry) one).entry().id().equals("n3"));
        assertThat(lane.entries()).extracting(OutboxEntry::id).containsExactly("n3", "n4");
    }

    @Test
    void areSentWhereNothingLaterWaits() {
        see(new OutboxObservation.Put(entry(1, "shop → production", Duration.ofMinutes(15))), T);
        busy(T, Duration.ofMinutes(20));
        see(new OutboxObservation.Put(entry(2, "shop → staging", Duration.ofMinutes(15))), T);
        see(new OutboxObservation.Looked(), T.plus(Duration.ofMinutes(20)));
        assertThat(lane.head().id()).isEqualTo("n1");
    }

    @Test
    void areSentWhileTheyAreFresh() {
        see(new OutboxObservation.Put(entry(1, "shop → production", Duration.ofMinutes(15))), T);
        busy(T, Duration.ofMinutes(5));
        see(new OutboxObservation.Put(entry(2, "shop → production", Duration.ofMinutes(15))), T);
        see(new OutboxObservation.Looked(), T.plus(Duration.ofMinutes(5)));
        assertThat(lane.head().id()).isEqualTo("n1");
    }
}
