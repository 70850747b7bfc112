package io.jenkins.plugins.storefront.delivery.port;

import java.util.List;

/**
 * One place where people are told.
 *
 * @param kind {@code slack} or {@code mail}
 * @param connection its configured name
 * @param to one channel, or addresses
 * @param mentions people who are called by name there
 * @param language code of the words, or null for English
 */
public record DeskTarget(String kind, String connection, List<String> to, List<Person> mentions, String language) {
    public DeskTarget {
        to = List.copyOf(to);
        mentions = List.copyOf(mentions);
    }

    public DeskTarget(String kind, String connection, List<String> to, List<Person> mentions) {
        this(kind, connection, to, mentions, null);
    }

    /** The lane of the outbox that its notices take, and what notices to it are held and grouped by. */
    public String lane() {
        return OutboxNotice.lane(kind, connection, to);
    }
}
