package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where rules' notices are decided on: told now, held for a digest or a working time, counted with others of the same cause, escalated.
 * It outlives run and process, and hands over to the {@link Outbox}. Nothing here waits for the network; thread-safe.
 */
public interface NoticeDesk {
    /**
     * Takes things to tell; they are on disk when this returns. What was taken before is left out.
     *
     * @param watch to open where one of the items is told as a failure of its own, or null
     * @param told of what becomes of notices that this process sends
     * @return ids of the items whose notices go out now, each for itself
     * @throws DeliveryException if there is no room, or the disk refuses
     */
    Set<String> take(List<DeskItem> items, DeskWatch watch, Consumer<OutboxReceipt> told) throws DeliveryException;

    /** Failures that nobody has acknowledged, oldest first. */
    List<DeskWatch> open();

    /**
     * Acknowledges failures.
     *
     * @param subjectOrId of one; all of the subject
     * @param by who, for people
     * @return what was open
     */
    List<DeskWatch> acknowledge(String subjectOrId, String by) throws DeliveryException;
}
