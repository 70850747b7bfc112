package io.jenkins.plugins.storefront.delivery.notify.outbox;

import java.time.Duration;

/** How an attempt ended. */
public sealed interface CourierAnswer {
    /**
     * It is there.
     *
     * @param reference what the receiver calls it; empty where it has no name
     * @param remark what went wrong all the same, such as one recipient of several; null for nothing
     */
    record Sent(String reference, String remark) implements CourierAnswer {}

    /** It was not taken, and the receiver says how long to wait. */
    record Busy(Duration retryAfter, String reason) implements CourierAnswer {}

    /**
     * It went wrong for now.
     *
     * @param maybeSent whether it may have arrived all the same
     */
    record Failed(boolean maybeSent, String reason) implements CourierAnswer {}

    /** It will never be taken like this; {@code reason} says what to do. */
    record Refused(String reason) implements CourierAnswer {}
}
