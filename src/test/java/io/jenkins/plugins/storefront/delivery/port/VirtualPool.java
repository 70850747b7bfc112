package io.jenkins.plugins.storefront.delivery.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A pool with one thread, the caller's, and a clock of its own: tasks that are due run in an order drawn by lot. */
public final class VirtualPool extends Clock implements WorkPool {
    private final Random lot;
    private final List<Task> due = new ArrayList<>();
    private final PriorityQueue<Task> later = new PriorityQueue<>(Comparator.comparing((Task task) -> task.at));
    private Instant now;

    public VirtualPool(Random lot, Instant now) {
        this.lot = lot;
        this.now = now;
    }

    /** Runs one task, letting time pass where none is due; false where none is left. */
    public boolean step() {
        if (due.isEmpty()) {
            Task next = later.poll();
            if (next == null) {
                return false;
            }
            now = next.at.isAfter(now) ? next.at : now;
            due.add(next);
        }
        Task task = due.remove(lot.nextInt(due.size()));
        if (!task.cancelled) {
            task.work.run();
        }
        return true;
    }

    @Override
    public ScheduledFuture<?> submit(Runnable task) {
        Task one = new Task(task, now);
        due.add(one);
        return one;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Duration delay) {
        Task one = new Task(task, now.plus(delay));
        later.add(one);
        return one;
    }

    /** Time passes for nobody but who looks at the clock. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private static final class Task implements ScheduledFuture<Object> {
        private final Runnable work;
        private final Instant at;
        private boolean cancelled;

        Task(Runnable work, Instant at) {
            this.work = work;
            this.at = at;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            cancelled = true;
            return true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long time, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> make) {
        throw new UnsupportedOperationException("nobody shares here");
    }
}
