package io.jenkins.plugins.storefront.delivery.notify.outbox;

/** What happens to a lane. */
public sealed interface OutboxObservation {
    /** A notice was written down; it joins the lane's end, or takes the place of an earlier state of its message. */
    record Put(OutboxEntry entry) implements OutboxObservation {}

    /**
     * The attempt under way has ended.
     *
     * @param jitter 0 to 1, drawn anew each time, which spreads the next attempts
     */
    record Attempted(String id, CourierAnswer answer, double jitter) implements OutboxObservation {}

    /** A new process has read the lane: nothing is under way any more. */
    record Restarted() implements OutboxObservation {}

    /** Time has passed. */
    record Looked() implements OutboxObservation {}
}
