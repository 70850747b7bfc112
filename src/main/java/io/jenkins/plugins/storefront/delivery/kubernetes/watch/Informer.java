package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lists one kind and follows its changes until closed. A watch that breaks resumes from the last version seen; one whose version is
 * forgotten, or whose server was away for long, is listed anew; a server that is busy, broken or away is asked again with growing pauses; a refusal ends it.
 *
 * <p>Holds a thread only while it lists. Thread-safe.
 */
final class Informer {
    private static final Logger LOGGER = Logger.getLogger(Informer.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Servers send bookmarks about once a minute; one that is silent for so long is not there, whatever the socket says. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(150);

    /**
     * After a server was away for so long, what is there is listed, though the watch might resume: it may have come back from a backup,
     * whose versions mean something else.
     */
    private static final Duration LONG_AWAY = Duration.ofSeconds(10);

    /** A watch that lasted so long was a good one. */
    private static final Duration LASTED = Duration.ofSeconds(5);

    private final Kind kind;
    private final Feed feed;
    private final WorkPool pool;
    private final Clock clock;
    private final Listener listener;
    private final Store store;
    private String version;
    private AutoCloseable watch;
    private Future<?> next;
    private Future<?> watchdog;
    private long watchNumber;
    private Instant openedAt;
    private Instant heardAt;
    private Instant troubleSince;
    private int failures;
    private boolean closed;
    private volatile boolean synced;
    private volatile FeedException trouble;
    private volatile boolean refused;

    /** Is told what an informer has learnt; called without a lock. */
    interface Listener {
        /** An object came, changed or went. */
        void changed(Informer informer, Map<String, Object> object);

        /** There is a new list, a refusal, or an end of trouble. */
        void renewed(Informer informer);

        /** The login is not accepted; this informer has ended. */
        void loggedOut(FeedException why);
    }

    Informer(Kind kind, Feed feed, WorkPool pool, Clock clock, Listener listener) {
        this.kind = kind;
        this.feed = feed;
        this.pool = pool;
        this.clock = clock;
        this.listener = listener;
        this.store = new Store(kind.kind());
    }

    Kind kind() {
        return kind;
    }

    Store store() {
        return store;
    }

    /** Whether what it has is, or was a moment ago, what the cluster has. */
    boolean isSynced() {
        return synced;
    }

    /** Whether this login may not look at this kind. */
    boolean isRefused() {
        return refused;
    }

    /** Why it cannot look, or could not at the last try; else null. */
    FeedException trouble() {
        return trouble;
    }

    synchronized void start() {
        next = pool.submit(this::list);
    }

    private void list() {
        List<Map<String, Object>> items = new ArrayList<>();
        Feed.Page page;
        String token = null;
        try {
            do {
                page = feed.list(kind, token);
                page.items().forEach(item -> items.add(Shape.trim(kind.kind(), item)));
                token = page.next();
            } while (token != null && !isClosed());
        } catch (FeedException e) {
            failed(e, this::list);
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            store.replace(items);
            version = page.version();
            synced = true;
            open();
        }
        listener.renewed(this);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        long number = ++watchNumber;
        openedAt = clock.instant();
        heardAt = openedAt;
        watch = feed.watch(kind, version, new Feed.Sink() {
            @Override
            public void open() {
                opened(number);
            }

            @Override
            public void event(String type, Map<String, Object> object) {
                heard(number, type, object);
            }

            @Override
            public void end(FeedException problem) {
                ended(number, problem);
            }
        });
        cancel(watchdog);
        watchdog = pool.schedule(() -> watch(number), LONGEST_SILENCE);
    }

    private void opened(long number) {
        boolean again;
        synchronized (this) {
            if (closed || number != watchNumber) {
                return;
            }
            again = trouble != null;
            trouble = null;
            troubleSince = null;
            heardAt = clock.instant();
        }
        if (again) {
            listener.renewed(this);
        }
    }

    private void heard(long number, String type, Map<String, Object> object) {
        Map<String, Object> told;
        synchronized (this) {
            if (closed || number != watchNumber) {
                return;
            }
            heardAt = clock.instant();
            String seen = Fields.text(object, "metadata", "resourceVersion");
            version = seen == null ? version : seen;
            if (type.equals("BOOKMARK")) {
                failures = 0;
                return;
            }
            told = Shape.trim(kind.kind(), object);
            if (type.equals("DELETED")) {
                store.remove(Fields.text(object, "metadata", "name"));
            } else if (!store.put(told)) {
                return;
            }
        }
        listener.changed(this, told);
    }

    private void ended(long number, FeedException problem) {
        synchronized (this) {
            if (closed || number != watchNumber) {
                return;
            }
            watchNumber++;
            if (clock.instant().isAfter(openedAt.plus(LASTED))) {
                failures = 0;
            }
        }
        if (problem != null && problem.isGone()) {
            LOGGER.log(Level.FINE, "The history of {0} is forgotten; listing", kind);
            failed(new FeedException(0, problem.getMessage(), problem.retryAfter()), this::list);
        } else {
            failed(problem, this::open);
        }
    }

    /** The first try again is at once: a watch that the server ended in good order, or a connection that broke, is the usual. */
    private void failed(FeedException problem, Runnable again) {
        if (problem != null && problem.isLogin()) {
            close();
            listener.loggedOut(problem);
            return;
        }
        if (problem != null && problem.isRefusal()) {
            synchronized (this) {
                // From here on its trouble stays: who sees that it is refused is told why
                closed = true;
                trouble = problem;
                refused = true;
            }
            close();
            listener.renewed(this);
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            trouble = problem;
            troubleSince = problem == null ? null : troubleSince == null ? clock.instant() : troubleSince;
            boolean longAway = troubleSince != null && clock.instant().isAfter(troubleSince.plus(LONG_AWAY));
            Duration pause = failures == 0 ? Duration.ZERO : pause(failures);
            if (problem != null
                    && problem.retryAfter() != null
                    && problem.retryAfter().compareTo(pause) > 0) {
                pause = problem.retryAfter();
            }
            failures++;
            next = pool.schedule(longAway ? this::list : again, pause);
        }
    }

    /** Doubles, and differs by a third between informers so that they do not all come at once. */
    private Duration pause(int failure) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failure, 10));
        return Duration.ofMillis(millis - (kind.hashCode() & 0xff) * millis / 768);
    }

    private void watch(long number) {
        AutoCloseable silent;
        synchronized (this) {
            if (closed || number != watchNumber) {
                return;
            }
            Duration silence = Duration.between(heardAt, clock.instant());
            if (silence.compareTo(LONGEST_SILENCE) < 0) {
                watchdog = pool.schedule(() -> watch(number), LONGEST_SILENCE.minus(silence));
                return;
            }
            silent = watch;
        }
        ended(number, new FeedException(0, "nothing was heard for " + LONGEST_SILENCE.toSeconds() + " s", null));
        quietly(silent);
    }

    void close() {
        AutoCloseable open;
        synchronized (this) {
            closed = true;
            cancel(next);
            cancel(watchdog);
            open = watch;
            watch = null;
        }
        quietly(open);
    }

    private static void cancel(Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private static void quietly(AutoCloseable watch) {
        try {
            if (watch != null) {
                watch.close();
            }
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "A watch did not close cleanly", e);
        }
    }
}
