package io.jenkins.plugins.storefront.delivery.port;

import java.util.List;

/**
 * One place where people are told.
 *
 * @param kind {@code slack} or {@code mail}
 * @param connection its configured name
 * @param to one channel, or addresses
 * @param mentions people who are called by name there
 */
public record DeskTarget(String kind, String connection, List<String> to, List<Person> mentions) {
    public DeskTarget {
        to = List.copyOf(to);
        mentions = List.copyOf(mentions);
    }

    /** The lane of the outbox that its notices take, and what notices to it are held and grouped by. */
    public String lane() {
        return kind + ":" + connection + ":"
                + String.join(",", to.stream().sorted().toList());
    }
}
