package io.jenkins.plugins.storefront.delivery.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskLine;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskOutgoing;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskStore;
import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules' notices through desk and outbox in a bad world, with a process that dies at any write of either: each is told once, alone, in a
 * digest or as one of a counted group, and each failure that nobody reacted to is escalated once.
 */
class DeskSimulationTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");
    private static final int ITEMS = 10_000;
    private static final int PLACES = 12;

    private final Map<String, List<String>> shown = new HashMap<>();
    private final Map<String, String> inPlace = new LinkedHashMap<>();
    private final Set<String> watched = new LinkedHashSet<>();
    private int crashes;
    private Random lot;

    /** The desk's file in a process that may die just before or after a write. */
    private static final class Disk implements DeskStore {
        private final BooleanSupplier crash;
        private String text;

        Disk(BooleanSupplier crash) {
            this.crash = crash;
        }

        @Override
        public String read() {
            return text;
        }

        @Override
        public void write(String other) {
            if (crash.getAsBoolean()) {
                throw new MemoryStore.Crash();
            }
            text = other;
            if (crash.getAsBoolean()) {
                throw new MemoryStore.Crash();
            }
        }

        @Override
        public void setAside() {
            throw new IllegalStateException("the desk wrote what it cannot read");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachIsToldOnceAndNothingIsForgotten(long seed) throws Exception {
        lot = new Random(seed);
        VirtualPool time = new VirtualPool(lot, BEGIN);
        MemoryStore outboxDisk = new MemoryStore();
        outboxDisk.crashing(() -> lot.nextInt(800) == 0);
        Disk disk = new Disk(() -> lot.nextInt(800) == 0);
        Map<Integer, DeskItem> drawn = new HashMap<>();
        int next = 0;
        boolean working = true;
        while (working) { // one round per process
            VirtualPool process = new VirtualPool(lot, time.instant());
            try {
                OutboxRunner outbox = new OutboxRunner(
                        outboxDisk,
                        this::carry,
                        process,
                        process,
                        lot::nextDouble,
                        new OutboxLimits(ITEMS, 1 << 30, 1 << 20, 10, 800, 5),
                        receipt -> {});
                DeskRunner desk = new DeskRunner(
                        disk, outbox, DeskSimulationTest::compose, watch -> reacts(watch.id()), process, process);
                outbox.start();
                desk.start();
                while (working) {
                    if (next < ITEMS && lot.nextInt(4) == 0) {
                        Instant now = process.instant();
                        DeskItem item = drawn.computeIfAbsent(next, number -> item(number, now));
                        desk.take(List.of(item), watch(next, item, now), null);
                        next++; // a process that dies before this takes the same again
                    } else {
                        working = process.step() || next < ITEMS;
                    }
                }
            } catch (MemoryStore.Crash e) {
                crashes++;
                time.pass(Duration.between(time.instant(), process.instant()));
            }
        }
        assertThat(crashes).isGreaterThan(50);
        Map<String, List<String>> told = new HashMap<>();
        shown.entrySet().removeIf(one -> one.getKey().endsWith("#ids"));
        shown.forEach((lane, all) -> all.forEach(
                text -> told.computeIfAbsent(lane, any -> new ArrayList<>()).addAll(parts(text))));
        inPlace.forEach(
                (key, text) -> told.computeIfAbsent(key.substring(0, key.indexOf('|')), any -> new ArrayList<>())
                        .addAll(parts(text)));
        Map<String, Long> expected = drawn.values().stream()
                .collect(Collectors.groupingBy(one -> one.target().lane(), Collectors.counting()));
        expected.forEach((lane, count) -> assertThat(told.get(lane).stream()
                        .filter(one -> !one.startsWith("escalated"))
                        .mapToInt(one -> one.startsWith("+") ? Integer.parseInt(one.substring(1)) : 1)
                        .sum())
                .as(lane)
                .isEqualTo(count.intValue()));
        List<String> escalated = told.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.startsWith("escalated"))
                .toList();
        assertThat(escalated).doesNotHaveDuplicates();
        assertThat(escalated).allMatch(one -> !reacts(one.substring("escalated ".length())));
        assertThat(escalated).hasSizeGreaterThan(20);
    }

    private static boolean reacts(String watch) {
        return watch.hashCode() % 3 == 0;
    }

    private static List<String> parts(String text) {
        return List.of(text.split(";"));
    }

    private DeskItem item(int number, Instant now) {
        boolean slack = number % 3 > 0;
        DeskTarget target = new DeskTarget(
                slack ? "slack" : "mail", "c", List.of((slack ? "#c" : "m@x.test") + number % PLACES), List.of());
        boolean failed = lot.nextInt(3) == 0;
        Instant due = lot.nextInt(3) == 0 ? now.plus(Duration.ofSeconds(lot.nextInt(40) + 1)) : null;
        OutboxNotice notice = notice("n" + number, target, null, null, "item " + number, now);
        return new DeskItem(
                "i" + number,
                "shop → e" + number,
                failed ? Topic.FAILED : Topic.SUCCEEDED,
                "item " + number,
                "",
                null,
                failed ? "cause" + lot.nextInt(5) : null,
                now,
                "run",
                target,
                due,
                List.of(notice));
    }

    private DeskWatch watch(int number, DeskItem item, Instant now) {
        if (item.topic() != Topic.FAILED || number % 5 != 0) {
            return null;
        }
        watched.add("w" + number);
        return new DeskWatch(
                "w" + number,
                item.subject(),
                "w" + number,
                null,
                "run",
                now,
                now.plus(Duration.ofMinutes(15)),
                "c",
                List.of("n" + number),
                List.of(new DeskTarget("mail", "c", List.of("boss@x.test"), List.of())),
                null);
    }

    private static OutboxNotice compose(DeskOutgoing outgoing, Instant now) throws DeliveryException {
        String text =
                switch (outgoing.kind()) {
                    case DIGEST ->
                        outgoing.lines().stream().map(DeskLine::title).collect(Collectors.joining(";"));
                    case AGAIN -> "+" + outgoing.count();
                    default -> "escalated " + outgoing.title();
                };
        return notice(outgoing.id(), outgoing.target(), outgoing.message(), outgoing.thread(), text, now);
    }

    private static OutboxNotice notice(
            String id, DeskTarget target, String message, String thread, String text, Instant now) {
        return new OutboxNotice(
                id,
                target.lane(),
                target.kind(),
                "all",
                "run",
                message,
                thread,
                now,
                BEGIN.plusSeconds(1L << 32),
                null,
                null,
                id + "|" + text);
    }

    /** Takes, fails, or takes without saying so; it can be asked what it has. */
    private CourierAnswer carry(OutboxEntry entry, String payload) {
        OutboxNotice notice = entry.notice();
        String id = payload.substring(0, payload.indexOf('|'));
        String text = payload.substring(payload.indexOf('|') + 1);
        List<String> seen = shown.computeIfAbsent(notice.lane() + "#ids", any -> new ArrayList<>());
        if (notice.message() == null && entry.maybeSent() && seen.contains(id)) {
            return new CourierAnswer.Sent(id, null);
        }
        int luck = lot.nextInt(8);
        if (luck == 0) {
            return new CourierAnswer.Busy(Duration.ofSeconds(lot.nextInt(60)), "429");
        } else if (luck == 1) {
            return new CourierAnswer.Failed(true, "503");
        }
        if (notice.message() != null) {
            inPlace.put(notice.lane() + "|" + notice.message(), text);
        } else {
            assertThat(seen).doesNotContain(id);
            seen.add(id);
            shown.computeIfAbsent(notice.lane(), any -> new ArrayList<>()).add(text);
        }
        return luck == 2
                ? new CourierAnswer.Failed(true, "timed out after it was taken")
                : new CourierAnswer.Sent(id, null);
    }
}
