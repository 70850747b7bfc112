package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {
    private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

    @Test
    void resultsComeInTheOrderOfTheItems() throws Exception {
        assertThat(Parallel.map(MANY, one -> one * 2))
                .containsExactlyElementsOf(MANY.stream().map(one -> one * 2).toList());
        assertThat(Parallel.map(List.of(), one -> one)).isEmpty();
    }

    @Test
    void asManyAsMayBeAreUnderWayAtOnceAndNoMore() throws Exception {
        CyclicBarrier all = new CyclicBarrier(Parallel.AT_ONCE);
        AtomicInteger under = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Parallel.map(MANY.subList(0, Parallel.AT_ONCE * 5), one -> {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            try {
                all.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                under.decrementAndGet();
            }
            return one;
        });
        assertThat(most).hasValue(Parallel.AT_ONCE);
    }

    @Test
    void nothingBeginsAfterAFailureAndTheFirstInOrderIsTold() {
        CompletableFuture<Thread> failed = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        Set<Integer> ended = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Parallel.map(MANY, one -> {
                    begun.incrementAndGet();
                    if (one == 2) {
                        failed.complete(Thread.currentThread());
                        throw new DeliveryException("two");
                    }
                    Thread failing = failed.join();
                    // It waits once it has handed its failure over
                    await().until(() -> EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                            .contains(failing.getState()));
                    ended.add(one);
                    if (one == 1) {
                        throw new DeliveryException("one");
                    }
                    return one;
                }))
                .hasMessage("one");
        assertThat(begun.get()).isLessThanOrEqualTo(Parallel.AT_ONCE);
        assertThat(ended).hasSize(begun.get() - 1);
    }

    @Test
    void aClassThatCannotBeLoadedEndsTheCallToo() {
        assertThatThrownBy(() -> Parallel.map(MANY, one -> {
                    throw new NoClassDefFoundError("gone with the plugin");
                }))
                .hasRootCauseMessage("gone with the plugin");
    }

    @Test
    void anInterruptedCallerInterruptsWhatIsUnderWayAndAwaitsIt() throws Exception {
        CountDownLatch under = new CountDownLatch(Parallel.AT_ONCE);
        AtomicInteger interrupted = new AtomicInteger();
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                Parallel.map(MANY, one -> {
                    under.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                        Thread.currentThread().interrupt();
                        throw new DeliveryException("interrupted", e);
                    }
                    return one;
                });
            } catch (DeliveryException e) {
                left.complete(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        under.await();
        caller.interrupt();
        assertThat(left.get()).isTrue();
        assertThat(interrupted).hasValue(Parallel.AT_ONCE);
    }
}
