package io.jenkins.plugins.storefront.delivery.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever gets several notices gets them in their order, also where they go to several people; and no message moves too fast. */
class OutboxOrderTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");

    private final VirtualPool pool = new VirtualPool(new Random(7), T);
    private final MemoryStore disk = new MemoryStore();
    private final List<String> carried = new ArrayList<>();
    private final Map<String, Instant> at = new HashMap<>();
    private final Map<String, CourierAnswer> next = new HashMap<>();

    private OutboxRunner outbox() throws Exception {
        OutboxRunner outbox = new OutboxRunner(
                disk,
                (entry, payload) -> {
                    CourierAnswer answer = next.remove(entry.id());
                    if (answer != null) {
                        return answer;
                    }
                    carried.add(entry.id());
                    at.put(entry.id(), pool.instant());
                    return new CourierAnswer.Sent("C1/" + entry.id(), null);
                },
                pool,
                pool,
                () -> 1,
                OutboxLimits.USUAL,
                receipt -> {});
        outbox.start();
        return outbox;
    }

    private static OutboxNotice mail(String id, String... to) {
        return notice(id, OutboxNotice.lane("mail", "mta", List.of(to)), null);
    }

    private static OutboxNotice notice(String id, String lane, String message) {
        return new OutboxNotice(id, lane, "any", "x", "run", message, null, T, T.plusSeconds(86400), null, null, "p");
    }

    private void run() {
        while (pool.step()) {
            assertThat(carried).hasSizeLessThan(100);
        }
    }

    @Test
    void aMailToSeveralWaitsForTheEarlierOneToOneOfThem() throws Exception {
        OutboxRunner outbox = outbox();
        next.put("first", new CourierAnswer.Busy(Duration.ofMinutes(5), "later"));
        outbox.put(mail("first", "Ada <ADA@example.com>"), null);
        outbox.put(mail("both", "bob@example.com", "ada@example.com"), null);
        outbox.put(mail("bob", "bob@example.com"), null);
        outbox.put(mail("others", "eve@example.com"), null);
        run();
        assertThat(carried).containsExactly("others", "first", "both", "bob");
    }

    @Test
    void theOrderOutlivesTheProcess() throws Exception {
        OutboxRunner dying = outbox();
        next.put("first", new CourierAnswer.Busy(Duration.ofMinutes(5), "later"));
        dying.put(mail("first", "ada@example.com"), null);
        dying.put(mail("both", "bob@example.com", "ada@example.com"), null);
        dying.put(mail("bob", "bob@example.com"), null);
        pool.step();
        dying.close();
        outbox();
        run();
        assertThat(carried).containsExactly("first", "both", "bob");
    }

    @Test
    void whatIsRefusedLetsTheNextOneGo() throws Exception {
        OutboxRunner outbox = outbox();
        next.put("first", new CourierAnswer.Refused("550"));
        outbox.put(mail("first", "ada@example.com"), null);
        outbox.put(mail("both", "bob@example.com", "ada@example.com"), null);
        run();
        assertThat(carried).containsExactly("both");
    }

    @Test
    void oneChannelIsOneLaneHoweverItIsWritten() {
        assertThat(OutboxNotice.lane("slack", "shop", List.of("#ops")))
                .isEqualTo(OutboxNotice.lane("slack", "shop", List.of(" ops")))
                .isNotEqualTo(OutboxNotice.lane("slack", "shop", List.of("ops2")));
    }

    @Test
    void noMessageIsUpdatedMoreThanOnceASecondAlsoWhereTwoShareAChannel() throws Exception {
        OutboxRunner outbox = outbox();
        for (int i = 0; i < 3; i++) {
            outbox.put(notice("one" + i, "slack:shop:ops", "one"), null);
            pool.step();
            outbox.put(notice("two" + i, "slack:shop:ops", "two"), null);
            pool.step();
        }
        run();
        List<String> ones = carried.stream().filter(id -> id.startsWith("one")).toList();
        assertThat(ones).hasSizeGreaterThan(1).endsWith("one2");
        for (int i = 1; i < ones.size(); i++) {
            assertThat(Duration.between(at.get(ones.get(i - 1)), at.get(ones.get(i))))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }
}
