package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Those who want to know what becomes of notices: told of waiting once, and of the end, one after another on the pool. Guarded by the
 * outbox's lock.
 */
final class Watchers {
    private final Consumer<OutboxReceipt> unwatched;
    private final Map<String, Watch> watches = new HashMap<>();
    private final SerialQueue telling;

    /**
     * Nobody watches yet.
     *
     * @param unwatched told how notices ended that nobody watches
     * @param whenIdle called on a pool thread whenever all is told
     */
    Watchers(WorkPool pool, Consumer<OutboxReceipt> unwatched, Runnable whenIdle) {
        this.unwatched = unwatched;
        this.telling = new SerialQueue(pool, whenIdle);
    }

    /** @param watcher null for nobody */
    void add(String notice, Consumer<OutboxReceipt> watcher) {
        if (watcher != null) {
            watches.put(notice, new Watch(watcher));
        }
    }

    void remove(String notice) {
        watches.remove(notice);
    }

    /** @param watcher null for nobody */
    void tell(Consumer<OutboxReceipt> watcher, OutboxReceipt receipt) {
        if (watcher != null) {
            telling.add(() -> watcher.accept(receipt));
        }
    }

    void ended(String notice, OutboxReceipt receipt) {
        Watch watch = watches.remove(notice);
        tell(watch == null ? unwatched : watch.watcher(), receipt);
    }

    void waiting(OutboxLane lane) {
        if (watches.isEmpty() || lane.head().reason() == null) {
            return;
        }
        for (OutboxEntry entry : lane.entries()) {
            Watch watch = watches.get(entry.id());
            if (watch != null && watch.firstWait()) {
                String why = entry.reason() != null
                        ? entry.reason()
                        : "others wait before it: " + lane.head().reason();
                tell(watch.watcher(), new OutboxReceipt(entry.notice(), OutboxReceipt.State.WAITING, null, why));
            }
        }
    }

    boolean idle() {
        return telling.idle();
    }
}
