package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a step may end that tells people: once what it told is in the outbox, unless that takes too long. */
class WhenComposedTest {
    @TempDir
    private Path project;

    private final VirtualPool pool = new VirtualPool(new Random(1), NoticeRun.T);
    private final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();
    private NoticeRun run;
    private ReleaseMessages messages;

    /** A context whose pool's time is the test's; the outbox keeps its own threads. */
    private static final class TimedByHand extends ForwardingDelivery {
        private final WorkPool pool;

        TimedByHand(DeliveryContext whole, WorkPool pool) {
            super(whole);
            this.pool = pool;
        }

        @Override
        public WorkPool pool() {
            return pool;
        }
    }

    @BeforeEach
    void tellSomethingThatWaitsForAnAnswer() throws Exception {
        run = NoticeRun.withSlack(project);
        run.begin();
        messages = new ReleaseMessages(new TimedByHand(run.context(), pool));
        messages.compose(answer::join);
        messages.whenComposed(ends::incrementAndGet);
    }

    @AfterEach
    void stop() throws Exception {
        answer.complete(null);
        run.close();
    }

    private void awaitAllComposed() throws Exception {
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        messages.compose(() -> all.complete(true));
        assertThat(all.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isOnceAllThatWasToldBeforeIsComposed() throws Exception {
        assertThat(ends).hasValue(0);
        answer.complete(null);
        awaitAllComposed();
        assertThat(ends).hasValue(1);
        pool.step();
        assertThat(ends).hasValue(1);
    }

    @Test
    void isAfterFiveSecondsWhereThatWaitsForASilentServer() throws Exception {
        Instant begin = pool.instant();
        pool.step();
        assertThat(ends).hasValue(1);
        assertThat(Duration.between(begin, pool.instant())).isEqualTo(Duration.ofSeconds(5));
        answer.complete(null);
        awaitAllComposed();
        assertThat(ends).hasValue(1);
    }
}
