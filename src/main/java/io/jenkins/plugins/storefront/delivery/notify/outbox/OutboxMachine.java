package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry.Phase;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The way of one lane's notices as a pure function: the same lane, observation and time always give the same transition. */
public final class OutboxMachine {
    /** First wait after a failure; long enough for a call that timed out here to have ended there. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(4);

    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** A receiver that asks for more is asked again all the same. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private OutboxMachine() {}

    /**
     * What an observation leads to.
     *
     * @param lane to remember
     * @param actions in this order
     * @param nextLookAt latest time of the next look; null where something is under way, nothing waits, or others are first
     */
    public record Transition(OutboxLane lane, List<OutboxAction> actions, Instant nextLookAt) {
        public Transition {
            actions = List.copyOf(actions);
        }
    }

    /** @param free whether nobody whom the entry reaches waits for an earlier one of another lane */
    public static Transition next(OutboxLane lane, OutboxObservation seen, Instant now, Predicate<OutboxEntry> free) {
        List<OutboxAction> actions = new ArrayList<>();
        OutboxLane after = lane;
        if (seen instanceof OutboxObservation.Put put) {
            after = put(lane, put.entry(), now, actions);
        } else if (seen instanceof OutboxObservation.Attempted attempted) {
            after = attempted(lane, attempted, now, actions);
        } else if (seen instanceof OutboxObservation.Restarted) {
            after = lane.with(
                    lane.entries().stream().map(OutboxMachine::interrupted).toList());
        }
        return look(after, now, actions, free);
    }

    private static OutboxEntry interrupted(OutboxEntry entry) {
        return entry.phase() == Phase.SENDING
                ? entry.waiting(true, null, "the process ended while it was being sent")
                : entry;
    }

    private static OutboxLane put(OutboxLane lane, OutboxEntry entry, Instant now, List<OutboxAction> actions) {
        List<OutboxEntry> entries = new ArrayList<>(lane.entries());
        if (entries.stream().anyMatch(old -> old.id().equals(entry.id()))) {
            return lane;
        }
        entries.add(entry);
        return collapsed(lane.with(entries), entry, now, actions);
    }

    /**
     * The latest state of a message takes the place of the earlier ones that nobody has seen: the first one's, so that replies stay
     * behind it, and with what that one waits for.
     */
    private static OutboxLane collapsed(OutboxLane lane, OutboxEntry of, Instant now, List<OutboxAction> actions) {
        if (of.notice().message() == null) {
            return lane;
        }
        List<OutboxEntry> unseen = lane.entries().stream()
                .filter(one -> of.notice().message().equals(one.notice().message())
                        && one.phase() == Phase.WAITING
                        && !one.maybeSent())
                .toList();
        if (unseen.size() < 2) {
            return lane;
        }
        OutboxEntry latest = unseen.get(unseen.size() - 1).inPlaceOf(unseen.get(0));
        actions.add(new OutboxAction.Write(latest));
        List<OutboxEntry> entries = new ArrayList<>(lane.entries());
        entries.set(entries.indexOf(unseen.get(0)), latest);
        entries.remove(unseen.get(unseen.size() - 1));
        for (OutboxEntry old : unseen.subList(0, unseen.size() - 1)) {
            entries.remove(old);
            actions.add(new OutboxAction.Write(replaced(old, now)));
        }
        return lane.with(entries);
    }

    private static OutboxEntry replaced(OutboxEntry old, Instant now) {
        return old.ended(Phase.REPLACED, now, null, "a later state of the same message took its place");
    }

    private static OutboxLane attempted(
            OutboxLane lane, OutboxObservation.Attempted attempted, Instant now, List<OutboxAction> actions) {
        OutboxEntry head = lane.head();
        if (head == null || head.phase() != Phase.SENDING || !head.id().equals(attempted.id())) {
            return lane; // an answer to a question nobody has asked
        }
        OutboxEntry after = after(head, attempted, now);
        actions.add(new OutboxAction.Write(after));
        List<OutboxEntry> entries = new ArrayList<>(lane.entries());
        if (!after.phase().ended()) {
            entries.set(0, after);
            return lane.with(entries);
        }
        entries.remove(0);
        if (after.phase() != Phase.SENT) {
            return lane.with(entries);
        }
        String message = head.notice().message() == null
                ? head.notice().id()
                : head.notice().message();
        for (int i = 0; i < entries.size(); i++) {
            OutboxEntry named = named(entries.get(i), message, after.reference());
            if (named != entries.get(i)) {
                entries.set(i, named);
                actions.add(new OutboxAction.Write(named));
            }
        }
        return head.notice().message() == null
                ? lane.with(entries)
                : lane.with(entries).said(message, now);
    }

    private static OutboxEntry after(OutboxEntry head, OutboxObservation.Attempted attempted, Instant now) {
        CourierAnswer answer = attempted.answer();
        if (answer instanceof CourierAnswer.Sent sent) {
            return head.ended(Phase.SENT, now, sent.reference(), sent.remark());
        } else if (answer instanceof CourierAnswer.Refused refused) {
            return head.ended(Phase.DEAD, now, null, refused.reason());
        } else if (answer instanceof CourierAnswer.Busy busy) {
            Duration wait = shorter(busy.retryAfter(), LONGEST_RETRY_AFTER);
            return waiting(head, head.maybeSent(), now.plus(wait), busy.reason(), now);
        }
        CourierAnswer.Failed failed = (CourierAnswer.Failed) answer;
        Duration wait = backOff(head.attempts(), attempted.jitter());
        return waiting(head, head.maybeSent() || failed.maybeSent(), now.plus(wait), failed.reason(), now);
    }

    private static OutboxEntry waiting(OutboxEntry head, boolean maybe, Instant until, String why, Instant now) {
        return until.isBefore(head.notice().giveUpAt())
                ? head.waiting(maybe, until, why)
                : head.ended(Phase.DEAD, now, null, why + "; given up after " + (head.attempts() + 1) + " attempts");
    }

    /** Doubles each time up to the longest, of which 50 to 100 % are waited. */
    static Duration backOff(int attempts, double jitter) {
        Duration whole = shorter(FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 20)), LONGEST_WAIT);
        return whole.dividedBy(2).plusMillis((long) (whole.toMillis() / 2.0 * jitter));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The entry with the receiver's name for the message that it belongs to. */
    private static OutboxEntry named(OutboxEntry entry, String message, String reference) {
        OutboxNotice notice = entry.notice();
        boolean same = message.equals(notice.message()) && !Objects.equals(reference, notice.reference());
        boolean reply = message.equals(notice.thread()) && !Objects.equals(reference, notice.threadReference());
        return same || reply
                ? entry.with(notice.with(
                        same ? reference : notice.reference(), reply ? reference : notice.threadReference()))
                : entry;
    }

    /** What is out of date and has a later one of its series behind it is not sent any more. */
    private static OutboxLane withoutStale(OutboxLane lane, Instant now, List<OutboxAction> actions) {
        OutboxLane current = lane;
        OutboxEntry head = current.head();
        while (head != null && stale(head, current, now)) {
            actions.add(new OutboxAction.Write(head.ended(
                    Phase.REPLACED, now, null, "it was out of date, and a later notice of the same took its place")));
            current =
                    current.with(current.entries().subList(1, current.entries().size()));
            head = current.head();
        }
        return current;
    }

    private static boolean stale(OutboxEntry head, OutboxLane lane, Instant now) {
        OutboxNotice notice = head.notice();
        return head.phase() == Phase.WAITING
                && !head.maybeSent()
                && notice.staleAt() != null
                && !notice.staleAt().isAfter(now)
                && lane.entries().stream()
                        .skip(1)
                        .anyMatch(one ->
                                Objects.equals(notice.series(), one.notice().series()));
    }

    private static Transition look(
            OutboxLane lane, Instant now, List<OutboxAction> actions, Predicate<OutboxEntry> free) {
        OutboxLane fresh = withoutStale(lane, now, actions);
        OutboxLane current = fresh.head() == null ? fresh : collapsed(fresh, fresh.head(), now, actions);
        OutboxEntry head = current.head();
        if (head == null || head.phase() == Phase.SENDING || !free.test(head)) {
            return new Transition(current, actions, null);
        }
        Instant at = head.notBefore() == null ? now : head.notBefore();
        Instant paced = current.paced(head.notice().message());
        at = paced != null && paced.isAfter(at) ? paced : at;
        if (at.isAfter(now)) {
            return new Transition(current, actions, at);
        }
        OutboxEntry sending = head.sending(now);
        List<OutboxEntry> entries = new ArrayList<>(current.entries());
        entries.set(0, sending);
        actions.add(new OutboxAction.Write(sending));
        actions.add(new OutboxAction.Carry(sending));
        return new Transition(current.with(entries), actions, null);
    }
}
