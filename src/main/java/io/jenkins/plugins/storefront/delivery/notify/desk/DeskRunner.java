package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.NoticeDesk;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@link NoticeDesk} of both hosts: it asks {@link DeskMachine} what to do, writes the state down, and then does it. Waiting holds
 * no thread. After {@link #start} it goes on where the process before it ended.
 */
public final class DeskRunner implements NoticeDesk {
    private static final Logger LOGGER = Logger.getLogger(DeskRunner.class.getName());

    /** How many takers at most are still told of their notices. */
    private static final int MOST_TOLD = 2000;

    private final DeskStore store;
    private final Outbox outbox;
    private final Composer composer;
    private final Predicate<DeskWatch> reactions;
    private final WorkPool pool;
    private final Clock clock;
    private final Map<String, Consumer<OutboxReceipt>> told = new LinkedHashMap<>();
    private final DeskWriter writer = new DeskWriter();
    private DeskState state;
    private Future<?> timer;
    private boolean closed;

    /** Makes a notice of something that is told later than it happened. */
    @FunctionalInterface
    public interface Composer {
        OutboxNotice compose(DeskOutgoing outgoing, Instant now) throws DeliveryException;
    }

    /**
     * A desk over what {@code store} has; a text that cannot be read is set aside and told in the host's log.
     *
     * @param reactions asks whether somebody reacted to a message of the watch; called on a pool thread, may take seconds
     */
    public DeskRunner(
            DeskStore store,
            Outbox outbox,
            Composer composer,
            Predicate<DeskWatch> reactions,
            WorkPool pool,
            Clock clock)
            throws IOException {
        this.store = store;
        this.outbox = outbox;
        this.composer = composer;
        this.reactions = reactions;
        this.pool = pool;
        this.clock = clock;
        this.state = read(store);
    }

    private static DeskState read(DeskStore store) throws IOException {
        String text = store.read();
        try {
            return text == null ? DeskState.EMPTY : DeskJson.read(text);
        } catch (DeliveryException e) {
            LOGGER.log(Level.WARNING, "Notices that wait for a digest or an escalation are set aside", e);
            store.setAside();
            return DeskState.EMPTY;
        }
    }

    /** Goes on with what a process before this one left. Call it once. */
    public void start() {
        look();
    }

    /** Decides nothing any more. */
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Set<String> take(List<DeskItem> items, DeskWatch watch, Consumer<OutboxReceipt> teller)
            throws DeliveryException {
        long waiting = items.stream().filter(one -> one.due() != null).count();
        if (state.held().size() + waiting > DeskMachine.MOST_HELD) {
            throw new DeliveryException(state.held().size()
                    + " notices wait for a digest or a working time already; see what their calendars say");
        }
        if (state.outgoing().size() > DeskMachine.MOST_OUTGOING) {
            throw new DeliveryException(
                    state.outgoing().size() + " notices wait for room in the outbox already; see why it is full");
        }
        for (DeskItem item : items) {
            item.notices().forEach(one -> told.put(one.id(), teller));
        }
        while (told.size() > MOST_TOLD) {
            told.remove(told.keySet().iterator().next());
        }
        List<DeskOutgoing> before = state.outgoing();
        DeskMachine.Transition next = DeskMachine.next(state, new DeskObservation.Taken(items, watch), clock.instant());
        Set<String> alone = new HashSet<>();
        for (DeskItem item : items) {
            if (!state.seen().contains(item.id())
                    && item.notices().stream().anyMatch(one -> next.state().outgoing().stream()
                            .anyMatch(out -> out.id().equals(one.id()) && !before.contains(out)))) {
                alone.add(item.id());
            }
        }
        apply(next);
        return alone;
    }

    @Override
    public synchronized List<DeskWatch> open() {
        return state.watches();
    }

    @Override
    public synchronized List<DeskWatch> acknowledge(String subjectOrId, String by) throws DeliveryException {
        List<DeskWatch> meant = state.watches().stream()
                .filter(one -> DeskMachine.concerns(one, subjectOrId))
                .toList();
        if (!meant.isEmpty()) {
            apply(new DeskObservation.Acknowledged(subjectOrId));
            LOGGER.log(Level.INFO, () -> by + " has acknowledged the failure of " + subjectOrId);
        }
        return meant;
    }

    /** What waits to be told, for the host's pages: how many items are held. */
    public synchronized int held() {
        return state.held().size();
    }

    private void apply(DeskObservation seen) throws DeliveryException {
        apply(DeskMachine.next(state, seen, clock.instant()));
    }

    private void apply(DeskMachine.Transition next) throws DeliveryException {
        if (closed) {
            throw new DeliveryException("the host is ending; rules' notices are not taken any more");
        }
        if (!next.state().equals(state)) {
            try {
                store.write(writer.write(next.state()));
            } catch (IOException e) {
                throw new DeliveryException("notices cannot be written down: " + e.getMessage(), e);
            }
            state = next.state();
        }
        schedule(next.nextLookAt());
        Set<String> handed = new HashSet<>();
        for (DeskAction action : next.actions()) {
            if (action instanceof DeskAction.Hand hand) {
                if (hand(hand.outgoing())) {
                    handed.add(hand.outgoing().id());
                }
            } else if (action instanceof DeskAction.Ask ask) {
                pool.submit(() -> ask(ask.watch()));
            }
        }
        if (!handed.isEmpty()) {
            apply(new DeskObservation.Handed(handed));
        }
    }

    private void schedule(Instant at) {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (at != null) {
            timer = pool.schedule(this::look, Duration.between(clock.instant(), at));
        }
    }

    private synchronized void look() {
        try {
            if (!closed) {
                apply(new DeskObservation.Looked());
            }
        } catch (DeliveryException e) {
            LOGGER.log(Level.WARNING, "Notices wait", e);
            schedule(clock.instant().plus(DeskMachine.AGAIN));
        }
    }

    /** Whether it need not be handed over again: what the outbox does not take now is, at the next look. */
    private boolean hand(DeskOutgoing outgoing) {
        OutboxNotice notice;
        try {
            notice = outgoing.notice() != null ? outgoing.notice() : composer.compose(outgoing, clock.instant());
        } catch (DeliveryException e) {
            LOGGER.log(Level.WARNING, e, () -> "Nobody is told: " + outgoing.title());
            return true;
        }
        try {
            outbox.put(notice, told.remove(outgoing.id()));
            return true;
        } catch (DeliveryException e) {
            LOGGER.log(Level.WARNING, e, () -> "A notice to " + notice.to() + " waits");
            return false;
        }
    }

    private void ask(DeskWatch watch) {
        boolean reacted = reactions.test(watch);
        synchronized (this) {
            try {
                if (!closed) {
                    apply(new DeskObservation.Asked(watch.id(), reacted));
                }
            } catch (DeliveryException e) {
                LOGGER.log(Level.WARNING, e, () -> "The failure of " + watch.subject() + " is not escalated yet");
            }
        }
    }
}
