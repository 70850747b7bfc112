package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.time.Instant;
import java.util.Objects;

/**
 * A notice in the outbox and how far it has come.
 *
 * @param notice without its payload
 * @param number its place: lower numbers of a lane are sent first
 * @param bytes of its payload
 * @param phase where it stands
 * @param attempts ended so far
 * @param maybeSent whether an attempt ended without saying whether it was sent; the receiver is asked before it is sent again
 * @param firstTriedAt when the first attempt began, or null
 * @param notBefore when it may be tried again, or null
 * @param endedAt null until it has
 * @param reference what the receiver calls it, null unless sent
 * @param reason of {@link OutboxReceipt}
 */
public record OutboxEntry(
        OutboxNotice notice,
        long number,
        int bytes,
        Phase phase,
        int attempts,
        boolean maybeSent,
        Instant firstTriedAt,
        Instant notBefore,
        Instant endedAt,
        String reference,
        String reason) {
    /** Where an entry stands. */
    public enum Phase {
        WAITING,
        /** An attempt is under way, or was when the process ended. */
        SENDING,
        SENT,
        REPLACED,
        DEAD;

        /** Whether it has left its lane. */
        boolean ended() {
            return this != WAITING && this != SENDING;
        }
    }

    public OutboxEntry {
        Objects.requireNonNull(notice);
        Objects.requireNonNull(phase);
    }

    /** One that was just put. */
    static OutboxEntry of(OutboxNotice notice, long number, int bytes) {
        return new OutboxEntry(notice.with(""), number, bytes, Phase.WAITING, 0, false, null, null, null, null, null);
    }

    public String id() {
        return notice.id();
    }

    /** What its sender is told of it now. */
    OutboxReceipt receipt(String payload) {
        OutboxReceipt.State state =
                switch (phase) {
                    case WAITING, SENDING -> OutboxReceipt.State.WAITING;
                    case SENT -> OutboxReceipt.State.SENT;
                    case REPLACED -> OutboxReceipt.State.REPLACED;
                    case DEAD -> OutboxReceipt.State.DEAD;
                };
        return new OutboxReceipt(notice.with(payload), state, reference, reason);
    }

    /** This, with the place of an earlier state of its message and what that one has to wait for. */
    OutboxEntry inPlaceOf(OutboxEntry old) {
        return new OutboxEntry(
                notice,
                old.number,
                bytes,
                phase,
                old.attempts,
                maybeSent,
                old.firstTriedAt,
                old.notBefore,
                null,
                null,
                old.reason);
    }

    OutboxEntry with(OutboxNotice other) {
        return new OutboxEntry(
                other, number, bytes, phase, attempts, maybeSent, firstTriedAt, notBefore, endedAt, reference, reason);
    }

    OutboxEntry sending(Instant now) {
        return new OutboxEntry(
                notice,
                number,
                bytes,
                Phase.SENDING,
                attempts,
                maybeSent,
                firstTriedAt == null ? now : firstTriedAt,
                null,
                null,
                null,
                reason);
    }

    OutboxEntry waiting(boolean maybe, Instant until, String why) {
        return new OutboxEntry(
                notice, number, bytes, Phase.WAITING, attempts + 1, maybe, firstTriedAt, until, null, null, why);
    }

    OutboxEntry ended(Phase how, Instant now, String name, String why) {
        return new OutboxEntry(notice, number, bytes, how, attempts + 1, maybeSent, firstTriedAt, null, now, name, why);
    }
}
