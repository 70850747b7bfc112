package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Puts notices and awaits what the outbox says of them. */
final class Receipts {
    private static final int LONGEST_SECONDS = 60;

    private Receipts() {}

    /** What is said first: that it waits, or its end. */
    static OutboxReceipt first(Notifier notifier, OutboxNotice notice) throws Exception {
        CompletableFuture<OutboxReceipt> told = new CompletableFuture<>();
        notifier.put(notice, told::complete);
        return told.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Its end. */
    static OutboxReceipt last(Notifier notifier, OutboxNotice notice) throws Exception {
        CompletableFuture<OutboxReceipt> told = new CompletableFuture<>();
        notifier.put(notice, receipt -> {
            if (receipt.state().ended()) {
                told.complete(receipt);
            }
        });
        return told.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Its reference; a notice that was not sent at the first attempt is an error with the outbox's words. */
    static String reference(Notifier notifier, OutboxNotice notice) throws Exception {
        OutboxReceipt receipt = first(notifier, notice);
        if (receipt.state() != OutboxReceipt.State.SENT) {
            throw new DeliveryException(receipt.reason());
        }
        return receipt.reference();
    }
}
