package io.jenkins.plugins.storefront.delivery.notify.outbox;

import java.io.IOException;
import java.util.List;

/** Where the outbox writes things down. Each change is durable when its call returns, whole or not at all. Called under one lock. */
public interface OutboxStore {
    /** All entries, in the order of their numbers. */
    List<OutboxEntry> read() throws IOException;

    /** Writes a new entry down. */
    void add(OutboxEntry entry, String payload) throws IOException;

    /** Replaces an entry; the payload stays unless it was {@linkplain OutboxEntry.Phase#SENT sent} or replaced. */
    void change(OutboxEntry entry) throws IOException;

    /** The payload of an entry that was neither sent nor replaced. */
    String payload(String id) throws IOException;

    /** Removes an entry; one that is not there is none to remove. */
    void forget(String id) throws IOException;
}
