package io.jenkins.plugins.storefront.delivery.notify.outbox;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

/** A disk that outlives processes: it keeps what is written, as text, and the process may die just before or just after a write. */
final class MemoryStore implements OutboxStore {
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final Map<String, String> payloads = new LinkedHashMap<>();

    /** What texts say: entries do not change, so each text is read once however many processes read it. */
    private final Map<String, OutboxEntry> understood = new WeakHashMap<>();

    private BooleanSupplier crashes = () -> false;

    /** The process has ended in this very moment. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process ended", null, false, false);
        }
    }

    /** Asks before and after each write whether the process dies now. */
    void crashing(BooleanSupplier lot) {
        crashes = lot;
    }

    private void written(Runnable write) {
        if (crashes.getAsBoolean()) {
            throw new Crash();
        }
        write.run();
        if (crashes.getAsBoolean()) {
            throw new Crash();
        }
    }

    @Override
    public List<OutboxEntry> read() throws IOException {
        List<OutboxEntry> all = new ArrayList<>();
        for (String text : entries.values()) {
            try {
                OutboxEntry entry = understood.get(text);
                if (entry == null) {
                    entry = OutboxJson.read(text);
                    understood.put(text, entry);
                }
                all.add(entry);
            } catch (DeliveryException e) {
                throw new IOException(e);
            }
        }
        all.sort(Comparator.comparingLong(OutboxEntry::number)
                .thenComparing(entry -> entry.notice().createdAt()));
        return all;
    }

    @Override
    public void add(OutboxEntry entry, String payload) {
        written(() -> {
            entries.put(entry.id(), OutboxJson.write(entry));
            payloads.put(entry.id(), payload);
        });
    }

    @Override
    public void change(OutboxEntry entry) {
        written(() -> entries.put(entry.id(), OutboxJson.write(entry)));
    }

    @Override
    public String payload(String id) {
        return payloads.get(id);
    }

    @Override
    public void forget(String id) {
        written(() -> {
            entries.remove(id);
            payloads.remove(id);
        });
    }
}
