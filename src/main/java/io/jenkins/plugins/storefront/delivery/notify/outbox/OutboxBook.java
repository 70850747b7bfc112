package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry.Phase;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All lanes and what has left them, as the store has them, within the limits. Guarded by the outbox's lock. */
final class OutboxBook {
    private static final Logger LOGGER = Logger.getLogger(OutboxBook.class.getName());

    private static final int FEW_LANES = 256;

    private final OutboxStore store;
    private final OutboxLimits limits;
    private final Map<String, OutboxLane> lanes = new LinkedHashMap<>();

    /** Lanes with entries, by whom they reach. */
    private final Map<String, Set<String>> reaching = new HashMap<>();

    private final Map<String, OutboxEntry> dead = new LinkedHashMap<>();
    private final Map<String, OutboxEntry> receipts = new LinkedHashMap<>();

    /** What receivers call messages that were sent, as far as receipts tell. */
    private final Map<String, String> references = new HashMap<>();

    /** How many lanes there may be before idle ones are forgotten. */
    private int mostLanes = FEW_LANES;

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
        read.forEach((lane, entries) -> lane(lane, OutboxLane.EMPTY.with(entries), Instant.MIN));
    }

    List<String> lanes() {
        return List.copyOf(lanes.keySet());
    }

    OutboxLane lane(String name) {
        return lanes.getOrDefault(name, OutboxLane.EMPTY);
    }

    void lane(String name, OutboxLane lane, Instant now) {
        if (lane.entries().isEmpty() && lane.said().isEmpty()) {
            lanes.remove(name);
        } else {
            lanes.put(name, lane);
        }
        if (lanes.size() > mostLanes) {
            lanes.values().removeIf(one -> one.idle(now));
            mostLanes = Math.max(FEW_LANES, 2 * lanes.size());
        }
        for (String one : OutboxLane.receivers(name)) {
            if (!lane.entries().isEmpty()) {
                reaching.computeIfAbsent(one, any -> new LinkedHashSet<>()).add(name);
            } else if (reaching.containsKey(one)) {
                reaching.get(one).remove(name);
                reaching.computeIfPresent(one, (any, left) -> left.isEmpty() ? null : left);
            }
        }
    }

    /** Other lanes with entries that reach one of those whom this reaches. */
    Set<String> beside(String name) {
        Set<String> others = new LinkedHashSet<>();
        OutboxLane.receivers(name).forEach(one -> others.addAll(reaching.getOrDefault(one, Set.of())));
        others.remove(name);
        return others;
    }

    /** Whether the first entry of a lane is first for everybody whom it reaches. */
    boolean first(OutboxEntry head) {
        return beside(head.notice().lane()).stream()
                .allMatch(other -> lane(other).head().number() > head.number());
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
        int held = OutboxLimits.onDisk(size);
        makeRoom(held);
        if (waiting >= limits.notices() || bytes + held > limits.bytes()) {
            throw new DeliveryException("the outbox is full: " + waiting + " notices with " + (bytes >> 20)
                    + " MiB wait; see why they cannot be sent");
        }
        OutboxNotice named = notice.with(
                known(notice.message(), notice.reference()), known(notice.thread(), notice.threadReference()));
        OutboxEntry entry = OutboxEntry.of(named, ++number, size);
        store.add(entry, notice.payload());
        waiting++;
        bytes += held;
        return entry;
    }

    /** What is dead must not keep out what can be sent: the oldest go first. */
    private void makeRoom(int held) throws IOException {
        if (bytes + held - dead.values().stream().mapToLong(OutboxBook::held).sum() > limits.bytes()) {
            return; // it would not be enough
        }
        Iterator<OutboxEntry> oldest = List.copyOf(dead.values()).iterator();
        while (bytes + held > limits.bytes() && oldest.hasNext()) {
            OutboxEntry gone = oldest.next();
            discard(gone.id());
            LOGGER.log(Level.WARNING, "The outbox is full; a dead notice to {0} is forgotten: {1}", new Object[] {
                gone.notice().to(), gone.reason()
            });
        }
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
                bytes -= OutboxLimits.onDisk(entry.bytes()) - held(entry);
                ended(entry);
            }
        }
    }

    String payload(String id) throws IOException {
        return store.payload(id);
    }

    private static int held(OutboxEntry entry) {
        boolean done = entry.phase() == Phase.SENT || entry.phase() == Phase.REPLACED;
        return done ? 0 : OutboxLimits.onDisk(entry.bytes());
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
