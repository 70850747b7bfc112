package io.jenkins.plugins.storefront.delivery.notify.outbox;

import java.time.Instant;
import java.util.List;

/**
 * What waits for one channel or set of recipients: the state of {@link OutboxMachine}. Only the first entry is ever under way.
 *
 * @param entries in the order of sending; none has ended
 * @param lastMessage the message that was given a new state last, or null
 * @param lastAt when
 */
public record OutboxLane(List<OutboxEntry> entries, String lastMessage, Instant lastAt) {
    static final OutboxLane EMPTY = new OutboxLane(List.of(), null, null);

    public OutboxLane {
        entries = List.copyOf(entries);
    }

    OutboxEntry head() {
        return entries.isEmpty() ? null : entries.get(0);
    }

    boolean underWay() {
        return !entries.isEmpty() && head().phase() == OutboxEntry.Phase.SENDING;
    }

    OutboxLane with(List<OutboxEntry> others) {
        return new OutboxLane(others, lastMessage, lastAt);
    }

    OutboxLane said(String message, Instant now) {
        return new OutboxLane(entries, message, now);
    }
}
