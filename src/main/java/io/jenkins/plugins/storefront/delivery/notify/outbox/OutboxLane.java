package io.jenkins.plugins.storefront.delivery.notify.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for one channel, or for the same people: the state of {@link OutboxMachine}. Only the first entry is ever under way.
 *
 * @param entries in the order of sending; none has ended
 * @param said the messages that were given a new state within the last {@link #PACE}, and when
 */
public record OutboxLane(List<OutboxEntry> entries, Map<String, Instant> said) {
    /** Between two states of one message. */
    static final Duration PACE = Duration.ofSeconds(1);

    static final OutboxLane EMPTY = new OutboxLane(List.of(), Map.of());

    public OutboxLane {
        entries = List.copyOf(entries);
        said = Map.copyOf(said);
    }

    /**
     * Everybody whom a lane reaches: its channel, or each of its addresses.
     *
     * @param name as {@link io.jenkins.plugins.storefront.delivery.port.OutboxNotice#lane} makes it
     */
    static List<String> receivers(String name) {
        int to = name.lastIndexOf(':') + 1;
        String through = name.substring(0, to);
        return Arrays.stream(name.substring(to).split(",", -1))
                .map(one -> through + one)
                .toList();
    }

    OutboxEntry head() {
        return entries.isEmpty() ? null : entries.get(0);
    }

    boolean underWay() {
        return !entries.isEmpty() && head().phase() == OutboxEntry.Phase.SENDING;
    }

    OutboxLane with(List<OutboxEntry> others) {
        return new OutboxLane(others, said);
    }

    OutboxLane said(String message, Instant now) {
        Map<String, Instant> lately = new HashMap<>(said);
        lately.values().removeIf(at -> !at.plus(PACE).isAfter(now));
        lately.put(message, now);
        return new OutboxLane(entries, lately);
    }

    /** From when on a message may be given its next state; null for now. */
    Instant paced(String message) {
        Instant last = message == null ? null : said.get(message);
        return last == null ? null : last.plus(PACE);
    }

    /** Whether there is nothing to remember of it. */
    boolean idle(Instant now) {
        return entries.isEmpty()
                && said.values().stream().noneMatch(at -> at.plus(PACE).isAfter(now));
    }
}
