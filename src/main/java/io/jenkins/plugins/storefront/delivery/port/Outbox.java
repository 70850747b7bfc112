package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where notices go: written down first, then sent as soon as they can be, in order, by the host. It outlives run and process. Nothing
 * here waits for the network; thread-safe.
 */
public interface Outbox {
    /**
     * Writes a notice down; it is on disk when this returns.
     *
     * @param watcher told, on a pool thread, that it waits (at most once) and how it ended (once); not told of what happens in a later
     *     process, unless the same notice is put again there. May be null.
     * @throws DeliveryException if there is no room, or the disk refuses
     */
    void put(OutboxNotice notice, Consumer<OutboxReceipt> watcher) throws DeliveryException;

    /**
     * Composes notices on a pool thread, those of one run one task after another in this order; runs do not wait for each other.
     *
     * @param origin the run
     */
    void compose(String origin, Runnable task);

    /** Notices that were refused or given up, oldest first. */
    List<OutboxReceipt> dead();

    /**
     * Sends a dead notice again.
     *
     * @throws DeliveryException if there is no such dead notice, or the disk refuses
     */
    void resend(String id) throws DeliveryException;

    /**
     * Forgets a dead notice.
     *
     * @throws DeliveryException if there is no such dead notice, or the disk refuses
     */
    void discard(String id) throws DeliveryException;

    /** What the receiver calls a message that was sent lately, by the id of its notice or the key of its message. */
    Optional<String> reference(String message);
}
