package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ThreadWorkPoolTest {
    @Test
    void neverRunsMoreThreadsThanItWasGiven() throws Exception {
        Set<String> names = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(200);
        try (ThreadWorkPool pool = new ThreadWorkPool("test", 3)) {
            for (int i = 0; i < 100; i++) {
                Runnable task = () -> {
                    names.add(Thread.currentThread().getName());
                    done.countDown();
                };
                pool.submit(task);
                pool.schedule(task, Duration.ZERO);
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(names).hasSizeBetween(1, 3).allMatch(name -> name.startsWith("test-worker-"));
    }

    @Test
    void interruptsACancelledTask() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (ThreadWorkPool pool = new ThreadWorkPool("test", 1)) {
            Future<?> task = pool.submit(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            task.cancel(true);
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTaskThatFailsBecauseThePoolEndsIsNoDefect() throws Exception {
        List<Level> logged = new CopyOnWriteArrayList<>();
        Handler watch = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getLevel());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ThreadWorkPool.class.getName());
        Level before = logger.getLevel();
        logger.setLevel(Level.FINE);
        logger.addHandler(watch);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ThreadWorkPool pool = new ThreadWorkPool("test", 1);
        try {
            pool.submit(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    ended.countDown();
                    throw new NoClassDefFoundError("gone with its plugin, on purpose");
                }
            });
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.close();
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(logged).containsExactly(Level.FINE));
        } finally {
            logger.setLevel(before);
            logger.removeHandler(watch);
        }
    }

    @Test
    void closesWhenWhatItInterruptedHasEnded() throws Exception {
        AtomicBoolean inOrder = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        try (ThreadWorkPool pool = new ThreadWorkPool("test", 1)) {
            pool.submit(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    for (int i = 0; i < 10; i++) {
                        Thread.yield(); // takes its time
                    }
                    inOrder.set(true);
                }
            });
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(inOrder).isTrue();
    }

    @Test
    void goesOnAfterATaskThatThrew() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        try (ThreadWorkPool pool = new ThreadWorkPool("test", 1)) {
            pool.submit(() -> {
                throw new IllegalStateException("a defect, on purpose");
            });
            pool.submit(() -> ran.set(true)).get(30, TimeUnit.SECONDS);
        }
        assertThat(ran).isTrue();
    }
}
