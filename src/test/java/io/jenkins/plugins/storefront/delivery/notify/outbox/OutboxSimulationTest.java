package io.jenkins.plugins.storefront.delivery.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The outbox in a bad world, with a process that dies at any write: nothing is lost, nothing doubled, each channel's
 * and each person's order is kept, also where mails go to several.
 */
class OutboxSimulationTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final int NOTICES = 10_000;
    private static final int LANES = 40;
    private static final int MOST_WAITING = 120;

    private final Map<String, List<String>> put = new HashMap<>();
    private int crashes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostNothingDoubledAndTheOrderKept(long seed) throws Exception {
        Random lot = new Random(seed);
        VirtualPool pool = new VirtualPool(lot, BEGIN);
        UnreliableWorld world = new UnreliableWorld(lot, pool);
        MemoryStore disk = new MemoryStore();
        disk.crashing(() -> lot.nextInt(100) == 0);
        int next = 0;
        boolean working = true;
        while (working) { // one round per process
            VirtualPool process = new VirtualPool(lot, pool.instant());
            try {
                OutboxRunner outbox = outbox(disk, world, process, lot);
                outbox.start();
                while (working) {
                    if (next < NOTICES && next < world.count() + MOST_WAITING && lot.nextInt(4) > 0) {
                        outbox.put(notice(next, process.instant()), null);
                        told(next++); // a process that dies before this puts the same notice again
                    } else {
                        working = process.step() || next < NOTICES;
                    }
                }
            } catch (MemoryStore.Crash e) {
                crashes++;
                pool.pass(java.time.Duration.between(pool.instant(), process.instant()));
            }
        }
        assertThat(crashes).isGreaterThan(100);
        assertThat(world.shown()).isEqualTo(put);
    }

    private static OutboxRunner outbox(MemoryStore disk, UnreliableWorld world, VirtualPool pool, Random lot)
            throws IOException {
        OutboxLimits limits = new OutboxLimits(NOTICES, 1 << 30, 1000, 10, 200, 5);
        return new OutboxRunner(disk, world, pool, pool, lot::nextDouble, limits, receipt -> {});
    }

    private static OutboxNotice notice(int number, Instant now) throws DeliveryException {
        return new OutboxNotice(
                "n" + number,
                lane(number),
                "test",
                "all",
                "run",
                null,
                null,
                now,
                BEGIN.plusSeconds(1L << 32),
                null,
                null,
                "text " + number);
    }

    private void told(int number) {
        for (String one : OutboxLane.receivers(lane(number))) {
            put.computeIfAbsent(one, name -> new ArrayList<>()).add("text " + number);
        }
    }

    private static String lane(int number) {
        if (number % 3 > 0) {
            return OutboxNotice.lane("chat", "shop", List.of("#c" + number % LANES));
        }
        String one = "p" + number % LANES + "@example.com";
        return number % 4 > 0
                ? OutboxNotice.lane("mail", "mta", List.of(one))
                : OutboxNotice.lane("mail", "mta", List.of(one, "p" + number % 7 + "@example.com"));
    }
}
