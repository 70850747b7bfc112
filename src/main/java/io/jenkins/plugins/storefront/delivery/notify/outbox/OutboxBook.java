package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry.Phase;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All lanes and what has left them, as the store has them, within the limits. Guarded by the outbox's lock. */
final class OutboxBook {
    private static final Logger LOGGER = Logger.getLogger(OutboxBook.class.getName());

    private final OutboxStore store;
    private final OutboxLimits limits;
    private final Map<String, OutboxLane> lanes = new LinkedHashMap<>();
    private final Map<String, OutboxEntry> dead = new LinkedHashMap<>();
    private final Map<String, OutboxEntry> receipts = new LinkedHashMap<>();

    /** What receivers call messages that were sent, as far as receipts tell. */
    private final Map<String, String> references = new HashMap<>();

    private long number;
    private int waiting;
    private long bytes;

    OutboxBook(OutboxStore store, OutboxLimits limits) throws IOException {
        this.store = store;
        this.limits = limits;
        Map<String, List<OutboxEntry>> read = new LinkedHashMap<>();
        for (OutboxEntry entry : store.read()) {
            number = Math.max(number, entry.number());
            if (entry.phase().ended()) {
                ended(entry);
            } else {
                waiting++;
                read.computeIfAbsent(entry.notice().lane(), lane -> new ArrayList<>())
                        .add(entry);
            }
            bytes += held(entry);
        }
        read.forEach((lane, entries) -> lanes.put(lane, OutboxLane.EMPTY.with(entries)));
    }

    List<String> lanes() {
        return List.copyOf(lanes.keySet());
    }

    OutboxLane lane(String name) {
        return lanes.getOrDefault(name, OutboxLane.EMPTY);
    }

    void lane(String name, OutboxLane lane) {
        if (lane.entries().isEmpty() && lane.lastMessage() == null) {
            lanes.remove(name);
        } else {
            lanes.put(name, lane);
        }
    }

    int waiting() {
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    List<OutboxEntry> dead() {
        return List.copyOf(dead.values());
    }

    OutboxEntry dead(String id) {
        return dead.get(id);
    }

    /** The notice as it ended, or null where it has not or that is forgotten. */
    OutboxEntry receipt(String id) {
        return receipts.containsKey(id) ? receipts.get(id) : dead.get(id);
    }

    boolean holds(OutboxNotice notice) {
        return lane(notice.lane()).entries().stream()
                .anyMatch(entry -> entry.id().equals(notice.id()));
    }

    /** Writes a new notice down; it is in no lane yet. */
    OutboxEntry add(OutboxNotice notice, int size) throws DeliveryException, IOException {
        if (size > limits.oneNotice()) {
            throw new DeliveryException("the notice to " + notice.to() + " has " + size + " bytes, more than "
                    + limits.oneNotice() + "; shorten its text");
        }
        if (waiting >= limits.notices() || bytes + size > limits.bytes()) {
            throw new DeliveryException("the outbox is full: " + waiting + " notices with " + (bytes >> 20)
                    + " MiB wait; see why they cannot be sent");
        }
        OutboxNotice named = notice.with(
                known(notice.message(), notice.reference()), known(notice.thread(), notice.threadReference()));
        OutboxEntry entry = OutboxEntry.of(named, ++number, size);
        store.add(entry, notice.payload());
        waiting++;
        bytes += size;
        return entry;
    }

    private String known(String message, String given) {
        return message == null ? given : references.getOrDefault(message, given);
    }

    /** Takes a dead notice back among those that wait; it is in no lane yet. */
    OutboxEntry revive(OutboxEntry entry) throws IOException {
        OutboxEntry again = new OutboxEntry(
                entry.notice(),
                ++number,
                entry.bytes(),
                Phase.WAITING,
                0,
                entry.maybeSent(),
                null,
                null,
                null,
                null,
                null);
        store.change(again);
        dead.remove(entry.id());
        waiting++;
        return again;
    }

    /** Forgets a dead notice. */
    void discard(String id) throws IOException {
        store.forget(id);
        bytes -= held(dead.remove(id));
    }

    /** What the receiver calls that message, as far as receipts tell. */
    Optional<String> reference(String message) {
        return Optional.ofNullable(references.get(message));
    }

    /** Writes a change of an entry down. */
    void change(OutboxEntry entry) throws IOException {
        try {
            store.change(entry);
        } finally {
            if (entry.phase().ended()) { // even where the disk refuses: it has left its lane
                waiting--;
                bytes -= entry.bytes() - held(entry);
                ended(entry);
            }
        }
    }

    String payload(String id) throws IOException {
        return store.payload(id);
    }

    private static int held(OutboxEntry entry) {
        return entry.phase() == Phase.SENT || entry.phase() == Phase.REPLACED ? 0 : entry.bytes();
    }

    private void ended(OutboxEntry entry) {
        boolean isDead = entry.phase() == Phase.DEAD;
        Map<String, OutboxEntry> kept = isDead ? dead : receipts;
        kept.put(entry.id(), entry);
        String message =
                entry.notice().message() == null ? entry.id() : entry.notice().message();
        if (entry.phase() == Phase.SENT && !entry.reference().isEmpty()) {
            references.put(message, entry.reference());
        }
        if (kept.size() > (isDead ? limits.dead() : limits.receipts())) {
            OutboxEntry oldest = kept.remove(kept.keySet().iterator().next());
            bytes -= held(oldest);
            OutboxNotice gone = oldest.notice();
            references.remove(gone.message() == null ? gone.id() : gone.message(), oldest.reference());
            try {
                store.forget(oldest.id());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "A notice of the past cannot be removed: " + oldest.id());
            }
        }
    }
}
