package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.util.function.Consumer;

/** Somebody who wants to know what becomes of a notice: told of waiting once, and of the end. Guarded by the outbox's lock. */
final class Watch {
    private final Consumer<OutboxReceipt> watcher;
    private boolean toldWaiting;

    Watch(Consumer<OutboxReceipt> watcher) {
        this.watcher = watcher;
    }

    Consumer<OutboxReceipt> watcher() {
        return watcher;
    }

    /** Whether waiting is news. */
    boolean firstWait() {
        boolean first = !toldWaiting;
        toldWaiting = true;
        return first;
    }
}
