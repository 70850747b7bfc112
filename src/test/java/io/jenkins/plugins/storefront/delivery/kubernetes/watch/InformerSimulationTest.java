package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever an API server does for a while, a view is right soon after it has stopped doing it, with one watch. */
class InformerSimulationTest {
    private static final Kind KIND = new Kind("v1", "Thing", "shop");

    private static final Sight.Watcher NOBODY = new Sight.Watcher() {
        @Override
        public void changed(Set<WorkloadRef> targets) {}

        @Override
        public void renewed() {}

        @Override
        public void loggedOut(FeedException why) {}
    };

    private static void run(VirtualPool pool, Duration time) {
        Instant until = pool.instant().plus(time);
        while (pool.instant().isBefore(until) && pool.step()) {
            // Until the time is over, or nothing is left to do
        }
    }

    @Test
    void aViewIsRightAfterWhateverHappened() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            VirtualPool pool = new VirtualPool(random, Instant.parse("2026-11-20T10:00:00Z"));
            UnreliableServer server = new UnreliableServer(pool, random);
            Informers informers = new Informers(server, pool, pool, Duration.ZERO);
            Sight first = informers.look(Set.of(KIND), Set.of(), NOBODY);
            Sight second = informers.look(Set.of(KIND), Set.of(), NOBODY);
            for (int i = 0; i < 60; i++) {
                server.move();
                run(pool, Duration.ofSeconds(random.nextInt(20)));
            }
            server.bad = false;
            server.move();
            run(pool, Duration.ofSeconds(400));
            assertThat(first.isComplete()).as("seed %d", seed).isTrue();
            assertThat(first.trouble()).as("seed %d", seed).isNull();
            for (Sight sight : Set.of(first, second)) {
                assertThat(sight.all(KIND))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(server.objects().values());
            }
            assertThat(server.mostWatches).as("seed %d: watches at once", seed).isLessThanOrEqualTo(1);
            first.close();
            assertThat(server.watches()).as("seed %d", seed).isEqualTo(1);
            second.close();
            assertThat(server.watches()).as("seed %d: open at the end", seed).isZero();
            assertThat(informers.size()).isZero();
        }
    }

    @Test
    void aQuietServerIsAskedNothing() {
        Random random = new Random(1);
        VirtualPool pool = new VirtualPool(random, Instant.parse("2026-11-20T10:00:00Z"));
        UnreliableServer server = new UnreliableServer(pool, random);
        server.bad = false;
        Informers informers = new Informers(server, pool, pool, Duration.ZERO);
        Sight sight = informers.look(Set.of(KIND), Set.of(), NOBODY);
        run(pool, Duration.ofSeconds(100));
        for (int i = 0; i < 100; i++) {
            server.move();
        }
        assertThat(server.lists).isEqualTo(1);
        assertThat(sight.all(KIND))
                .containsExactlyInAnyOrderElementsOf(server.objects().values());
    }

    @Test
    void troubleCanBeAskedForWhileItComesAndGoes() throws Exception {
        VirtualPool pool = new VirtualPool(new Random(1), Instant.parse("2026-11-20T10:00:00Z"));
        Feed comesAndGoes = new Feed() {
            @Override
            public Page list(Kind kind, String token) {
                return new Page("1", null, List.of());
            }

            @Override
            public AutoCloseable watch(Kind kind, String version, Sink sink) {
                pool.submit(sink::open);
                pool.schedule(
                        () -> sink.end(new FeedException(500, "etcd leader changed", null)), Duration.ofMillis(1));
                return () -> {};
            }
        };
        Sight sight = new Informers(comesAndGoes, pool, pool, Duration.ZERO).look(Set.of(KIND), Set.of(), NOBODY);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Set<String>> said = CompletableFuture.supplyAsync(() -> {
            Set<String> answers = new HashSet<>();
            while (!over.get()) {
                answers.add(String.valueOf(sight.trouble()));
            }
            return answers;
        });
        for (int i = 0; i < 300_000 && !said.isDone(); i++) {
            pool.step();
        }
        over.set(true);
        assertThat(said.get()).containsExactlyInAnyOrder("null", KIND + ": etcd leader changed");
    }

    @Test
    void whoIsLoggedOutIsToldOnceAndAsksNoMore() {
        VirtualPool pool = new VirtualPool(new Random(1), Instant.parse("2026-11-20T10:00:00Z"));
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        Feed feed = new Feed() {
            @Override
            public Page list(Kind kind, String token) throws FeedException {
                calls.incrementAndGet();
                throw new FeedException(401, "Unauthorized", null);
            }

            @Override
            public AutoCloseable watch(Kind kind, String version, Sink sink) {
                throw new AssertionError("a list comes first");
            }
        };
        Informers informers = new Informers(feed, pool, pool, Duration.ZERO);
        informers.look(Set.of(KIND, new Kind("v1", "Pod", "shop")), Set.of(), new Sight.Watcher() {
            @Override
            public void changed(Set<WorkloadRef> targets) {}

            @Override
            public void renewed() {}

            @Override
            public void loggedOut(FeedException why) {
                told.incrementAndGet();
            }
        });
        run(pool, Duration.ofSeconds(600));
        assertThat(told).hasValue(1);
        assertThat(calls.get()).isLessThanOrEqualTo(2);
    }
}
