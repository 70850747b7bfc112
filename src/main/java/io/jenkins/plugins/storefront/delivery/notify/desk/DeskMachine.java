package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of rules' notices, as a pure function: the same state, observation and time always give the same transition. */
public final class DeskMachine {
    /** A failure that comes later than this after the last one of its cause is news again. */
    static final Duration SAME_CAUSE = Duration.ofMinutes(30);

    /** A cause that never ends is told of by mail as often as this. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(4);

    /** What was escalated is still shown, and can be acknowledged, for so long. */
    static final Duration SHOWN = Duration.ofHours(24);

    /** When what could not be handed over is tried again. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    static final int MOST_HELD = 5000;
    static final int MOST_GROUPS = 1000;
    static final int MOST_WATCHES = 1000;
    static final int MOST_SEEN = 2000;

    /** What the outbox does not take; beyond it nothing is taken here either. */
    static final int MOST_OUTGOING = 1000;

    private DeskMachine() {}

    /**
     * What an observation leads to.
     *
     * @param state to write down before anything else
     * @param actions in this order
     * @param nextLookAt latest time of the next look; null where nothing waits
     */
    public record Transition(DeskState state, List<DeskAction> actions, Instant nextLookAt) {
        public Transition {
            actions = List.copyOf(actions);
        }
    }

    public static Transition next(DeskState state, DeskObservation seen, Instant now) {
        DeskState after = state;
        if (seen instanceof DeskObservation.Taken taken) {
            after = taken(state, taken, now);
        } else if (seen instanceof DeskObservation.Handed handed) {
            after = state.told(handed.ids());
        } else if (seen instanceof DeskObservation.Asked asked) {
            after = asked(state, asked, now);
        } else if (seen instanceof DeskObservation.Acknowledged acknowledged) {
            after = state.watching(
                    DeskState.without(state.watches(), one -> concerns(one, acknowledged.subjectOrId())));
        }
        return look(state.outgoing(), after, seen, now);
    }

    /** Whether a watch is meant. */
    static boolean concerns(DeskWatch watch, String subjectOrId) {
        return watch.id().equals(subjectOrId) || watch.subject().equals(subjectOrId);
    }

    private static DeskState taken(DeskState state, DeskObservation.Taken taken, Instant now) {
        DeskState after = state;
        boolean news = taken.items().isEmpty();
        for (DeskItem item : taken.items()) {
            if (after.seen().contains(item.id())) {
                continue;
            }
            after = after.seeing(item.id(), MOST_SEEN);
            if (item.due() != null && item.due().isAfter(now)) {
                DeskHeld held = new DeskHeld(item.id(), item.target(), item.origin(), item.due(), DeskLine.of(item));
                after = after.holding(DeskState.and(after.held(), held));
                news = true;
                continue;
            }
            Optional<DeskGroup> known = group(after, item, now);
            news |= known.isEmpty();
            after = known.isPresent() ? again(after, known.get(), item, now) : alone(after, item, now);
        }
        DeskWatch watch = taken.watch();
        if (watch == null || !news || after.seen().contains(watch.id())) {
            return after;
        }
        List<DeskWatch> watches = DeskState.and(after.watches(), watch);
        return after.seeing(watch.id(), MOST_SEEN)
                .watching(watches.subList(Math.max(0, watches.size() - MOST_WATCHES), watches.size()));
    }

    private static Optional<DeskGroup> group(DeskState state, DeskItem item, Instant now) {
        return item.cause() == null
                ? Optional.empty()
                : state.groups().stream()
                        .filter(one -> one.key().equals(key(item)) && !over(one, now))
                        .findFirst();
    }

    private static boolean over(DeskGroup group, Instant now) {
        return !end(group).isAfter(now);
    }

    private static Instant end(DeskGroup group) {
        Instant quiet = group.lastAt().plus(SAME_CAUSE);
        Instant latest = group.firstAt().plus(LONGEST_SILENCE);
        return quiet.isBefore(latest) ? quiet : latest;
    }

    private static String key(DeskItem item) {
        return item.cause() + " @ " + item.target().lane();
    }

    private static DeskState alone(DeskState state, DeskItem item, Instant now) {
        DeskState after = state;
        for (OutboxNotice one : item.notices()) {
            after = after.telling(DeskOutgoing.of(one, item.target()));
        }
        if (item.cause() == null) {
            return after;
        }
        DeskGroup group = new DeskGroup(
                key(item),
                item.id(),
                item.target(),
                item.origin(),
                thread(item),
                now,
                now,
                0,
                0,
                item.title(),
                List.of());
        List<DeskGroup> groups =
                DeskState.and(DeskState.without(after.groups(), one -> one.key().equals(group.key())), group);
        return after.grouping(groups.subList(Math.max(0, groups.size() - MOST_GROUPS), groups.size()));
    }

    private static String thread(DeskItem item) {
        if (item.notices().isEmpty()) {
            return null;
        }
        OutboxNotice last = item.notices().get(item.notices().size() - 1);
        return last.thread() != null ? last.thread() : last.message() != null ? last.message() : last.id();
    }

    /** Slack's people see the count go up in place; people with mail get one more mail when it is over. */
    private static DeskState again(DeskState state, DeskGroup known, DeskItem item, Instant now) {
        DeskGroup group = known.and(DeskLine.of(item), item.origin(), now);
        boolean inPlace = group.target().kind().equals("slack");
        DeskState after = replaced(state, inPlace ? group.told() : group);
        return inPlace ? after.telling(again(group)) : after;
    }

    private static DeskState replaced(DeskState state, DeskGroup group) {
        return state.grouping(state.groups().stream()
                .map(one -> one.key().equals(group.key()) ? group : one)
                .toList());
    }

    private static DeskOutgoing again(DeskGroup group) {
        boolean slack = group.target().kind().equals("slack");
        return new DeskOutgoing(
                "again-" + group.count() + "-" + group.id(),
                DeskOutgoing.Kind.AGAIN,
                null,
                group.target(),
                group.origin(),
                slack ? "again-" + group.id() : null,
                slack ? group.thread() : null,
                group.title(),
                slack ? group.count() : group.untold(),
                group.lines(),
                group.firstAt());
    }

    private static DeskState asked(DeskState state, DeskObservation.Asked asked, Instant now) {
        DeskWatch watch = state.watches().stream()
                .filter(one -> one.id().equals(asked.watch()) && one.escalatedAt() == null)
                .findFirst()
                .orElse(null);
        if (watch == null) {
            return state; // acknowledged meanwhile
        }
        List<DeskWatch> others =
                DeskState.without(state.watches(), one -> one.id().equals(watch.id()));
        if (asked.reacted()) {
            return state.watching(others);
        }
        DeskState after = state.watching(DeskState.and(others, watch.escalated(now)));
        int number = 0;
        for (DeskTarget target : watch.to()) {
            after = after.telling(new DeskOutgoing(
                    "escalation-" + number++ + "-" + watch.id(),
                    DeskOutgoing.Kind.ESCALATION,
                    null,
                    target,
                    watch.origin(),
                    null,
                    null,
                    watch.title(),
                    1,
                    List.of(new DeskLine(watch.subject(), null, watch.title(), "", watch.url(), watch.since())),
                    watch.since()));
        }
        return after;
    }

    private static Transition look(List<DeskOutgoing> handed, DeskState state, DeskObservation seen, Instant now) {
        DeskState after = summaries(digests(state, now), now);
        after = after.watching(DeskState.without(
                after.watches(),
                one -> one.escalatedAt() != null
                        && !one.escalatedAt().plus(SHOWN).isAfter(now)));
        boolean looked = seen instanceof DeskObservation.Looked;
        List<DeskAction> actions = new ArrayList<>();
        for (DeskOutgoing one : after.outgoing()) {
            if (looked || !handed.contains(one)) {
                actions.add(new DeskAction.Hand(one));
            }
        }
        for (DeskWatch one : after.watches()) {
            if (looked && one.escalatedAt() == null && !one.due().isAfter(now)) {
                actions.add(new DeskAction.Ask(one));
            }
        }
        return new Transition(after, actions, nextLook(after, now));
    }

    /** What is due, a notice for each place. */
    private static DeskState digests(DeskState state, Instant now) {
        Map<String, List<DeskHeld>> due = new LinkedHashMap<>();
        for (DeskHeld one : state.held()) {
            if (!one.due().isAfter(now)) {
                due.computeIfAbsent(one.target().lane(), lane -> new ArrayList<>())
                        .add(one);
            }
        }
        DeskState after = state;
        for (List<DeskHeld> together : due.values()) {
            DeskHeld last = together.get(together.size() - 1);
            after = after.telling(new DeskOutgoing(
                    "digest-" + together.get(0).id(),
                    DeskOutgoing.Kind.DIGEST,
                    null,
                    last.target(),
                    last.origin(),
                    null,
                    null,
                    "",
                    together.size(),
                    together.stream().map(DeskHeld::line).toList(),
                    together.get(0).line().at()));
        }
        return due.isEmpty()
                ? state
                : after.holding(
                        DeskState.without(after.held(), one -> !one.due().isAfter(now)));
    }

    /** Causes that have gone quiet are forgotten, and told of where a mail is still owed. */
    private static DeskState summaries(DeskState state, Instant now) {
        DeskState after = state;
        for (DeskGroup one : state.groups()) {
            if (over(one, now)) {
                after = after.grouping(
                        DeskState.without(after.groups(), other -> other.key().equals(one.key())));
                after = one.untold() > 0 ? after.telling(again(one)) : after;
            }
        }
        return after;
    }

    private static Instant nextLook(DeskState state, Instant now) {
        Stream<Instant> times = Stream.of(
                        state.held().stream().map(DeskHeld::due),
                        state.groups().stream().map(DeskMachine::end),
                        state.watches().stream()
                                .map(one -> one.escalatedAt() == null
                                        ? one.due()
                                        : one.escalatedAt().plus(SHOWN)),
                        state.outgoing().isEmpty() ? Stream.<Instant>empty() : Stream.of(now.plus(AGAIN)))
                .flatMap(one -> one)
                .filter(Objects::nonNull);
        return times.min(Instant::compareTo)
                .map(at -> at.isAfter(now) ? at : now.plus(AGAIN))
                .orElse(null);
    }
}
