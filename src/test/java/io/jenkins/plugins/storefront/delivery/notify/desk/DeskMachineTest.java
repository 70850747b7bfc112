package io.jenkins.plugins.storefront.delivery.notify.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.desk.DeskMachine.Transition;
import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the desk decides, without a clock. */
class DeskMachineTest {
    private static final Instant T = Instant.parse("2026-11-25T10:00:00Z");
    static final DeskTarget SLACK = new DeskTarget("slack", "shop", List.of("#ops"), List.of());
    static final DeskTarget MAIL = new DeskTarget("mail", "mta", List.of("ops@example.com"), List.of());

    private DeskState state = DeskState.EMPTY;

    private Transition see(DeskObservation seen, Instant now) {
        Transition next = DeskMachine.next(state, seen, now);
        state = next.state();
        return next;
    }

    /** Everything goes out at once, as with an outbox that works. */
    private List<DeskOutgoing> out(DeskObservation seen, Instant now) {
        List<DeskOutgoing> out = see(seen, now).actions().stream()
                .filter(DeskAction.Hand.class::isInstance)
                .map(one -> ((DeskAction.Hand) one).outgoing())
                .toList();
        see(new DeskObservation.Handed(out.stream().map(DeskOutgoing::id).collect(Collectors.toSet())), now);
        return out;
    }

    static DeskItem item(String id, DeskTarget target, String cause, Instant at, Instant due) {
        OutboxNotice notice = new OutboxNotice(
                "n-" + id,
                target.lane(),
                target.kind(),
                target.to().get(0),
                "run",
                null,
                null,
                at,
                at.plusSeconds(86400),
                null,
                null,
                "{}");
        return new DeskItem(
                id,
                "shop → " + id.replaceAll("\\d+$", ""),
                cause == null ? Topic.SUCCEEDED : Topic.FAILED,
                id,
                "",
                null,
                cause,
                at,
                "run",
                target,
                due,
                List.of(notice));
    }

    private static DeskObservation taken(DeskItem... items) {
        return new DeskObservation.Taken(List.of(items), null);
    }

    @Test
    void whatIsTakenTwiceIsToldOnce() {
        assertThat(out(taken(item("a", SLACK, null, T, null)), T)).hasSize(1);
        assertThat(out(taken(item("a", SLACK, null, T, null)), T)).isEmpty();
    }

    @Test
    void whatTheOutboxDidNotTakeIsHandedOverAgain() {
        see(taken(item("a", SLACK, null, T, null)), T);
        Transition again = see(new DeskObservation.Looked(), T.plusSeconds(60));
        assertThat(again.actions()).hasSize(1);
        assertThat(again.nextLookAt()).isEqualTo(T.plusSeconds(120));
    }

    @Test
    void whatWaitsIsToldTogetherWhenItIsDue() {
        Instant due = T.plus(Duration.ofHours(2));
        out(taken(item("a1", SLACK, null, T, due)), T);
        out(taken(item("a2", SLACK, null, T.plusSeconds(5), due)), T.plusSeconds(5));
        assertThat(out(taken(item("b1", MAIL, null, T, due)), T)).isEmpty();
        assertThat(out(new DeskObservation.Looked(), due.minusMillis(1))).isEmpty();
        List<DeskOutgoing> told = out(new DeskObservation.Looked(), due);
        assertThat(told).hasSize(2);
        assertThat(told.get(0).kind()).isEqualTo(DeskOutgoing.Kind.DIGEST);
        assertThat(told.get(0).lines()).extracting(DeskLine::title).containsExactly("a1", "a2");
        assertThat(state.held()).isEmpty();
    }

    @Test
    void tenFailuresOfOneCauseAreOneNoticeInSlackThatCounts() {
        assertThat(out(taken(item("f0", SLACK, "pull", T, null)), T)).hasSize(1);
        DeskOutgoing last = null;
        for (int i = 1; i < 10; i++) {
            Instant now = T.plusSeconds(60L * i);
            List<DeskOutgoing> told = out(taken(item("f" + i, SLACK, "pull", now, null)), now);
            assertThat(told).hasSize(1);
            last = told.get(0);
            assertThat(last.kind()).isEqualTo(DeskOutgoing.Kind.AGAIN);
            assertThat(last.message()).isEqualTo("again-f0"); // one message, which is updated
            assertThat(last.thread()).isEqualTo("n-f0");
        }
        assertThat(last.count()).isEqualTo(9);
    }

    @Test
    void tenFailuresOfOneCauseAreOneMailAndASummary() {
        assertThat(out(taken(item("f0", MAIL, "pull", T, null)), T)).hasSize(1);
        for (int i = 1; i < 10; i++) {
            assertThat(out(taken(item("f" + i, MAIL, "pull", T.plusSeconds(i), null)), T.plusSeconds(i)))
                    .isEmpty();
        }
        Instant quiet = T.plusSeconds(9).plus(DeskMachine.SAME_CAUSE);
        List<DeskOutgoing> told = out(new DeskObservation.Looked(), quiet);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).count()).isEqualTo(9);
        assertThat(out(taken(item("f10", MAIL, "pull", quiet, null)), quiet)
                        .get(0)
                        .kind())
                .isEqualTo(DeskOutgoing.Kind.NOTICE); // news again
    }

    @Test
    void anotherCauseOrPlaceIsNews() {
        out(taken(item("a", SLACK, "pull", T, null)), T);
        assertThat(out(taken(item("b", SLACK, "crash", T, null)), T).get(0).kind())
                .isEqualTo(DeskOutgoing.Kind.NOTICE);
        assertThat(out(taken(item("c", MAIL, "pull", T, null)), T).get(0).kind())
                .isEqualTo(DeskOutgoing.Kind.NOTICE);
    }

    private static DeskWatch watch(Instant due) {
        return new DeskWatch(
                "w",
                "shop → production",
                "it failed",
                null,
                "run",
                T,
                due,
                "shop",
                List.of("n-f"),
                List.of(MAIL),
                null);
    }

    private void failed(Instant due) {
        out(new DeskObservation.Taken(List.of(item("f", SLACK, "pull", T, null)), watch(due)), T);
    }

    @Test
    void aFailureThatNobodyReactsToIsEscalatedOnce() {
        Instant due = T.plus(Duration.ofMinutes(15));
        failed(due);
        assertThat(see(new DeskObservation.Looked(), due.minusMillis(1)).actions())
                .isEmpty();
        assertThat(see(new DeskObservation.Looked(), due).actions())
                .singleElement()
                .isInstanceOf(DeskAction.Ask.class);
        List<DeskOutgoing> told = out(new DeskObservation.Asked("w", false), due);
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(DeskOutgoing.Kind.ESCALATION);
            assertThat(one.target()).isEqualTo(MAIL);
        });
        assertThat(out(new DeskObservation.Asked("w", false), due)).isEmpty();
        assertThat(see(new DeskObservation.Looked(), due.plusSeconds(60)).actions())
                .isEmpty();
    }

    @Test
    void aReactionAcknowledges() {
        Instant due = T.plus(Duration.ofMinutes(15));
        failed(due);
        see(new DeskObservation.Looked(), due);
        assertThat(out(new DeskObservation.Asked("w", true), due)).isEmpty();
        assertThat(state.watches()).isEmpty();
    }

    @Test
    void whatIsAcknowledgedBySubjectIsNotEscalated() {
        Instant due = T.plus(Duration.ofMinutes(15));
        failed(due);
        see(new DeskObservation.Acknowledged("shop → production"), T.plusSeconds(1));
        assertThat(see(new DeskObservation.Looked(), due).actions()).isEmpty();
    }

    @Test
    void aFailureThatIsOneOfManyIsNotWatchedAgain() {
        failed(T.plusSeconds(900));
        DeskWatch second = new DeskWatch(
                "w2",
                "shop → production",
                "x",
                null,
                "run",
                T,
                T.plusSeconds(900),
                "shop",
                List.of(),
                List.of(MAIL),
                null);
        see(new DeskObservation.Taken(List.of(item("g", SLACK, "pull", T, null)), second), T);
        assertThat(state.watches()).hasSize(1);
    }

    @Test
    void theStateIsTheSameAfterBeingWritten() throws Exception {
        failed(T.plusSeconds(900));
        out(taken(item("a1", MAIL, null, T, T.plusSeconds(60))), T);
        see(taken(item("b", SLACK, null, T, null)), T);
        DeskWriter writer = new DeskWriter();
        writer.write(DeskState.EMPTY.seeing("something else", 10));
        assertThat(DeskJson.read(writer.write(state))).isEqualTo(state);
        assertThat(writer.write(state)).isEqualTo(new DeskWriter().write(state));
        assertThat(DeskJson.read(writer.write(DeskState.EMPTY))).isEqualTo(DeskState.EMPTY);
    }
}
