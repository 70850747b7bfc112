package io.jenkins.plugins.storefront.runner.sandbox.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sandbox's registry does wrong on request, as registries under load, behind proxies or with rules of their own do. Thread-safe.
 */
public final class Faults {
    private static final long NEVER = Long.MAX_VALUE;

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final AtomicLong cutAfter = new AtomicLong(NEVER);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();

    private record Planned(
            String method, String path, AtomicInteger times, RegistryFault fault, Map<String, String> headers) {}

    /**
     * Answers the next requests so.
     *
     * @param path part of it
     * @param times how many of them
     * @param headers of the answer, such as {@code Retry-After}
     */
    public void answer(
            String method,
            String path,
            int times,
            int status,
            String code,
            String message,
            Map<String, String> headers) {
        planned.add(new Planned(
                method, path, new AtomicInteger(times), new RegistryFault(status, code, message), Map.copyOf(headers)));
    }

    /** Breaks the connection of the next {@code times} uploads after that many bytes, which are kept. */
    public void cutUploads(int times, long bytes) {
        cuts.set(times);
        cutAfter.set(bytes);
    }

    /** Bytes of blobs that came so far. */
    public long received() {
        return received.get();
    }

    void check(Exchange exchange) throws RegistryFault {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned one = all.next();
            if (one.method().equals(exchange.method())
                    && exchange.path().contains(one.path())
                    && one.times().getAndDecrement() > 0) {
                one.headers().forEach(exchange::with);
                throw one.fault();
            }
        }
    }

    /** The body of an upload, counted and perhaps cut. */
    InputStream upload(InputStream body) {
        long limit = cuts.getAndDecrement() > 0 ? cutAfter.get() : NEVER;
        return new FilterInputStream(body) {
            private long read;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (read >= limit) {
                    throw new IOException("cut on request");
                }
                int count = super.read(into, offset, (int) Math.min(length, limit - read));
                read += Math.max(0, count);
                received.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
