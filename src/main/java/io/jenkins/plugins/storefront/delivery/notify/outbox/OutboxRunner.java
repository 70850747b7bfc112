package io.jenkins.plugins.storefront.delivery.notify.outbox;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry.Phase;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@link Outbox} of both hosts: it asks {@link OutboxMachine} what to do, writes that down, and does it on the {@link WorkPool}.
 * Waiting holds no thread. After {@link #start} it goes on where the process before it ended. What is on
 * disk is all there is to know; close it before its pool.
 */
public final class OutboxRunner implements Outbox {
    private static final Logger LOGGER = Logger.getLogger(OutboxRunner.class.getName());

    private final Courier courier;
    private final WorkPool pool;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final int mostUnderWay;
    private final OutboxBook book;
    private final Watchers watchers;
    private final Map<String, Future<?>> timers = new HashMap<>();
    private final Deque<OutboxEntry> ready = new ArrayDeque<>();
    private final Composing composing;
    private int underWay;
    private boolean closed;

    /**
     * An outbox over what {@code store} has.
     *
     * @param jitter gives a number from 0 to 1, another each time
     * @param unwatched told how notices ended that nobody in this process watches
     */
    public OutboxRunner(
            OutboxStore store,
            Courier courier,
            WorkPool pool,
            Clock clock,
            DoubleSupplier jitter,
            OutboxLimits limits,
            Consumer<OutboxReceipt> unwatched)
            throws IOException {
        this.courier = courier;
        this.pool = pool;
        this.clock = clock;
        this.jitter = jitter;
        this.mostUnderWay = limits.underWay();
        this.book = new OutboxBook(store, limits);
        this.watchers = new Watchers(pool, unwatched, this::wake);
        this.composing = new Composing(pool, this::wake);
    }

    /** Goes on with what a process before this one left. Call it once. */
    public synchronized void start() {
        for (String lane : book.lanes()) {
            apply(lane, new OutboxObservation.Restarted());
        }
    }

    @Override
    public synchronized void put(OutboxNotice notice, Consumer<OutboxReceipt> watcher) throws DeliveryException {
        if (closed) {
            throw new DeliveryException("the host is ending; the notice to " + notice.to() + " is not taken any more");
        }
        OutboxEntry past = book.receipt(notice.id());
        if (past != null) {
            watchers.tell(watcher, past.receipt(""));
            return;
        }
        watchers.add(notice.id(), watcher);
        if (book.holds(notice)) {
            apply(notice.lane(), new OutboxObservation.Looked());
            return;
        }
        try {
            OutboxEntry entry = book.add(notice, notice.payload().getBytes(StandardCharsets.UTF_8).length);
            apply(notice.lane(), new OutboxObservation.Put(entry));
        } catch (DeliveryException e) {
            watchers.remove(notice.id());
            throw e;
        } catch (IOException e) {
            watchers.remove(notice.id());
            throw new DeliveryException("the outbox cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void compose(String origin, Runnable task) {
        composing.add(origin, task);
    }

    @SuppressFBWarnings(
            value = "NN_NAKED_NOTIFY",
            justification = "what has changed is a queue, which has its own lock")
    private synchronized void wake() {
        notifyAll();
    }

    @Override
    public synchronized List<OutboxReceipt> dead() {
        return book.dead().stream().map(entry -> entry.receipt("")).toList();
    }

    @Override
    public synchronized void resend(String id) throws DeliveryException {
        OutboxEntry entry = book.dead(id);
        if (entry == null) {
            throw new DeliveryException("there is no dead notice " + id + "; it may have been sent meanwhile");
        }
        try {
            OutboxEntry again = book.revive(entry);
            apply(again.notice().lane(), new OutboxObservation.Put(again));
        } catch (IOException e) {
            throw new DeliveryException("the outbox cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void discard(String id) throws DeliveryException {
        if (book.dead(id) == null) {
            throw new DeliveryException("there is no dead notice " + id + "; it may have been sent meanwhile");
        }
        try {
            book.discard(id);
        } catch (IOException e) {
            throw new DeliveryException("the outbox cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Optional<String> reference(String message) {
        return book.reference(message);
    }

    /** How many notices wait, and how many bytes they and the dead ones hold. */
    public synchronized String size() {
        return book.waiting() + " notices, " + book.bytes() + " bytes";
    }

    /**
     * Waits until all is sent, but no longer than {@code longest}, nor for what will not be tried within that time.
     *
     * @return what is left
     */
    public synchronized List<OutboxReceipt> drain(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Instant last = clock.instant().plus(longest);
        while (mayStillSend(last)) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                break;
            }
            wait(millis);
        }
        List<OutboxReceipt> left = new ArrayList<>();
        for (String lane : book.lanes()) {
            book.lane(lane).entries().forEach(entry -> left.add(entry.receipt("")));
        }
        return left;
    }

    private boolean mayStillSend(Instant last) {
        return !composing.idle()
                || !watchers.idle()
                || book.lanes().stream().map(book::lane).anyMatch(lane -> {
                    OutboxEntry head = lane.head();
                    return head != null
                            && book.first(head)
                            && (head.notBefore() == null || head.notBefore().isBefore(last));
                });
    }

    /** Does and writes nothing any more; attempts under way end as they will. */
    public synchronized void close() {
        closed = true;
    }

    private synchronized void look(String lane) {
        timers.remove(lane);
        apply(lane, new OutboxObservation.Looked());
    }

    private void apply(String name, OutboxObservation seen) {
        if (closed) { // the next process reads how far this one came
            return;
        }
        OutboxMachine.Transition next = OutboxMachine.next(book.lane(name), seen, clock.instant(), book::first);
        book.lane(name, next.lane(), clock.instant());
        boolean written = true;
        boolean left = false;
        for (OutboxAction action : next.actions()) {
            if (action instanceof OutboxAction.Write write) {
                written = write(write.entry());
                left |= write.entry().phase().ended();
            } else if (action instanceof OutboxAction.Carry carry) {
                if (!written) { // a crash could not be told from an attempt that was never made
                    attempted(
                            carry.entry(),
                            new CourierAnswer.Failed(false, "the outbox cannot be written; see the disk of this host"));
                    lookBeside(name, left);
                    return;
                }
                ready.add(carry.entry());
            }
        }
        carryReady();
        Future<?> timer = timers.remove(name);
        if (timer != null) {
            timer.cancel(false);
        }
        if (next.nextLookAt() != null) {
            Duration wait = Duration.between(clock.instant(), next.nextLookAt());
            timers.put(name, pool.schedule(() -> look(name), wait));
            watchers.waiting(next.lane());
        }
        lookBeside(name, left);
        notifyAll();
    }

    /** Somebody whom this lane reaches may be waiting in another one. */
    private void lookBeside(String name, boolean left) {
        if (left) {
            book.beside(name).forEach(other -> apply(other, new OutboxObservation.Looked()));
        }
    }

    /** Where an end cannot be written, the disk still says that it is being sent, and a later process asks the receiver. */
    private boolean write(OutboxEntry entry) {
        String payload = "";
        boolean written = true;
        try {
            payload = entry.phase() == Phase.DEAD || entry.phase() == Phase.SENT ? book.payload(entry.id()) : "";
            book.change(entry);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The outbox cannot write notice " + entry.id());
            written = false;
        }
        if (entry.phase().ended()) {
            watchers.ended(entry.id(), entry.receipt(payload));
        }
        return written;
    }

    private void carryReady() {
        while (underWay < mostUnderWay && !ready.isEmpty()) {
            OutboxEntry entry = ready.remove();
            underWay++;
            pool.submit(() -> carry(entry));
        }
    }

    private void carry(OutboxEntry entry) {
        CourierAnswer answer = new CourierAnswer.Failed(true, "the attempt failed unexpectedly; see the host's log");
        try {
            answer = courier.carry(entry, book.payload(entry.id()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The outbox cannot read notice " + entry.id());
            answer = new CourierAnswer.Refused("the notice on record cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = new CourierAnswer.Failed(true, "the host ended while it was being sent");
        } finally {
            ended(entry, answer);
        }
    }

    private synchronized void ended(OutboxEntry entry, CourierAnswer answer) {
        underWay--;
        attempted(entry, answer);
    }

    private void attempted(OutboxEntry entry, CourierAnswer answer) {
        apply(entry.notice().lane(), new OutboxObservation.Attempted(entry.id(), answer, jitter.getAsDouble()));
    }
}
