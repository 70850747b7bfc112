package io.jenkins.plugins.storefront.delivery.port;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One thing to tell, ready to be sent: composed and masked, so that it can be written down and sent by a later process.
 *
 * @param id unique; the same id is sent once however often it is put
 * @param lane who is told, through which connection, as {@link #lane(String, String, List)} has it: whoever gets several notices gets
 *     them in the order in which they were put
 * @param kind {@code slack}, {@code mail} or {@code webhook}
 * @param to channel or addresses, for people
 * @param origin the run that tells it, in words of the host, which looks credentials up for it
 * @param message the message this gives a new state to, or null where every notice is a message of its own
 * @param thread the message this replies to, or null
 * @param createdAt when it was put
 * @param giveUpAt from when on it is not tried again
 * @param reference what the receiver calls {@code message} already, or null
 * @param threadReference what the receiver calls {@code thread} already, or null
 * @param payload JSON for the courier; empty where only the rest is wanted
 * @param series what later notices of the same lane tell a later state of, or null where each stands for itself
 * @param staleAt from when on a later one of the series takes its place, or null for never
 */
public record OutboxNotice(
        String id,
        String lane,
        String kind,
        String to,
        String origin,
        String message,
        String thread,
        Instant createdAt,
        Instant giveUpAt,
        String reference,
        String threadReference,
        String payload,
        String series,
        Instant staleAt) {
    public OutboxNotice {
        Objects.requireNonNull(id);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(giveUpAt);
    }

    /** A notice that stands for itself. */
    public OutboxNotice(
            String id,
            String lane,
            String kind,
            String to,
            String origin,
            String message,
            String thread,
            Instant createdAt,
            Instant giveUpAt,
            String reference,
            String threadReference,
            String payload) {
        this(
                id,
                lane,
                kind,
                to,
                origin,
                message,
                thread,
                createdAt,
                giveUpAt,
                reference,
                threadReference,
                payload,
                null,
                null);
    }

    /**
     * The lane of whom is told through a connection: a channel or addresses, however they are written.
     *
     * @param to a channel with or without {@code #}, or addresses with or without names
     */
    public static String lane(String kind, String connection, List<String> to) {
        return kind + ":" + connection + ":"
                + to.stream().map(OutboxNotice::receiver).distinct().sorted().collect(Collectors.joining(","));
    }

    /** A channel without its {@code #}, or an address without its person's name, in small letters. */
    public static String receiver(String given) {
        int open = given.lastIndexOf('<');
        int close = given.indexOf('>', open);
        String bare = open >= 0 && close > open ? given.substring(open + 1, close) : given;
        return bare.indexOf('@') > 0
                ? bare.strip().toLowerCase(Locale.ROOT)
                : bare.strip().replaceFirst("^#", "");
    }

    /** The same with another payload; the outbox holds it without. */
    public OutboxNotice with(String other) {
        return copy(reference, threadReference, other, series, staleAt);
    }

    /** The same as a state of that series. */
    public OutboxNotice in(String ofSeries, Instant stale) {
        return copy(reference, threadReference, payload, ofSeries, stale);
    }

    /** The same with what the receiver calls the messages it belongs to. */
    public OutboxNotice with(String ofMessage, String ofThread) {
        return copy(ofMessage, ofThread, payload, series, staleAt);
    }

    private OutboxNotice copy(String ofMessage, String ofThread, String content, String ofSeries, Instant stale) {
        return new OutboxNotice(
                id, lane, kind, to, origin, message, thread, createdAt, giveUpAt, ofMessage, ofThread, content,
                ofSeries, stale);
    }
}
