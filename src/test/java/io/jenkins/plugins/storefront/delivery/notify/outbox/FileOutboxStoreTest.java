package io.jenkins.plugins.storefront.delivery.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.VirtualPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the outbox keeps on disk, and what it says of notices that nobody takes. */
class FileOutboxStoreTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");

    private final VirtualPool pool = new VirtualPool(new Random(1), T);
    private final List<String> carried = new ArrayList<>();
    private CourierAnswer answer = new CourierAnswer.Sent("C1/1.2", null);

    @TempDir
    private Path folder;

    private OutboxRunner outbox(OutboxLimits limits) throws Exception {
        Courier courier = (entry, payload) -> {
            carried.add(payload);
            return answer;
        };
        OutboxRunner outbox =
                new OutboxRunner(new FileOutboxStore(folder), courier, pool, pool, () -> 0.5, limits, receipt -> {});
        outbox.start();
        return outbox;
    }

    private static OutboxNotice notice(String id, String message, String payload) {
        return new OutboxNotice(
                id, "chat", "slack", "#shop", "shop#1", message, null, T, T.plusSeconds(60), null, null, payload);
    }

    private void run() {
        while (pool.step()) {
            assertThat(carried).hasSizeLessThan(1000);
        }
    }

    @Test
    void aNewProcessSendsWhatAnotherLeft() throws Exception {
        outbox(OutboxLimits.USUAL).put(notice("n1", null, "größer\nzweite Zeile"), null);
        outbox(OutboxLimits.USUAL);
        run();
        assertThat(carried).contains("größer\nzweite Zeile");
    }

    @Test
    void aNoticeThatWasSentIsNotSentAgainByANewProcess() throws Exception {
        outbox(OutboxLimits.USUAL).put(notice("n1", null, "one"), null);
        run();
        List<OutboxReceipt> told = new ArrayList<>();
        outbox(OutboxLimits.USUAL).put(notice("n1", null, "one"), told::add);
        run();
        assertThat(carried).hasSize(1);
        assertThat(told).singleElement().satisfies(receipt -> assertThat(receipt.reference())
                .isEqualTo("C1/1.2"));
    }

    @Test
    void aRefusedNoticeIsDeadWithWhatToDoUntilItIsSentByHand() throws Exception {
        answer = new CourierAnswer.Refused("invite the bot");
        outbox(OutboxLimits.USUAL).put(notice("n1", null, "one"), null);
        run();
        OutboxRunner next = outbox(OutboxLimits.USUAL);
        assertThat(next.dead()).singleElement().satisfies(receipt -> assertThat(receipt.reason())
                .isEqualTo("invite the bot"));
        answer = new CourierAnswer.Sent("C1/1.2", null);
        next.resend("n1");
        run();
        assertThat(carried).containsExactly("one", "one");
        assertThat(next.dead()).isEmpty();
        assertThatThrownBy(() -> next.resend("n1")).isInstanceOf(DeliveryException.class);
    }

    @Test
    void aNoticeThatFailsAgainAndAgainIsGivenUp() throws Exception {
        answer = new CourierAnswer.Failed(true, "503");
        OutboxRunner outbox = outbox(OutboxLimits.USUAL);
        outbox.put(notice("n1", null, "one"), null);
        run();
        assertThat(outbox.dead()).singleElement().satisfies(receipt -> assertThat(receipt.reason())
                .matches("503; given up after \\d+ attempts"));
        assertThat(pool.instant()).isBefore(T.plusSeconds(61));
    }

    @Test
    void ofAMessagesStatesThatNobodyHasSeenOnlyTheLatestIsSent() throws Exception {
        answer = new CourierAnswer.Busy(java.time.Duration.ofSeconds(5), "429");
        OutboxRunner outbox = outbox(OutboxLimits.USUAL);
        outbox.put(notice("n1", "release", "begins"), null);
        pool.step();
        outbox.put(notice("n2", "release", "half"), null);
        outbox.put(notice("n3", "release", "done"), null);
        answer = new CourierAnswer.Sent("C1/1.2", null);
        run();
        assertThat(carried).containsExactly("begins", "done");
    }

    @Test
    void saysThatItIsFullAndTakesWhatComesWhenThereIsRoom() throws Exception {
        OutboxRunner outbox = outbox(new OutboxLimits(2, 1 << 20, 100, 10, 10, 1));
        outbox.put(notice("n1", null, "one"), null);
        outbox.put(notice("n2", null, "two"), null);
        assertThatThrownBy(() -> outbox.put(notice("n3", null, "three"), null))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("the outbox is full");
        assertThatThrownBy(() -> outbox.put(notice("n4", null, "x".repeat(101)), null))
                .hasMessageContaining("shorten its text");
        run();
        outbox.put(notice("n3", null, "three"), null);
        run();
        assertThat(carried).containsExactly("one", "two", "three");
    }

    @Test
    void countsWhatNoticesTakeOnDisk() throws Exception {
        OutboxRunner outbox = outbox(new OutboxLimits(1000, 3 * 4096, 10_000, 10, 10, 1));
        outbox.put(notice("n1", null, "one"), null);
        outbox.put(notice("n2", null, "x".repeat(4000)), null);
        assertThatThrownBy(() -> outbox.put(notice("n3", null, "three"), null))
                .hasMessageStartingWith("the outbox is full: 2 notices");
        run();
        outbox.put(notice("n3", null, "three"), null);
    }

    @Test
    void whatIsDeadMakesRoomForWhatCanBeSentTheOldestFirst() throws Exception {
        answer = new CourierAnswer.Refused("invite the bot");
        OutboxRunner outbox = outbox(new OutboxLimits(1000, 3 * 4096, 100_000, 10, 10, 1));
        for (String id : List.of("n1", "n2", "n3")) {
            outbox.put(notice(id, null, id), null);
        }
        run();
        assertThat(outbox.dead()).hasSize(3);
        answer = new CourierAnswer.Sent("C1/1.2", null);
        outbox.put(notice("n4", null, "four"), null);
        assertThat(outbox.dead()).extracting(one -> one.notice().id()).containsExactly("n2", "n3");
        assertThat(folder.resolve("n1.notice")).doesNotExist();
        assertThatThrownBy(() -> outbox.put(notice("n5", null, "x".repeat(50_000)), null))
                .hasMessageContaining("the outbox is full");
        assertThat(outbox.dead()).as("forgotten in vain").hasSize(2);
        run();
        assertThat(carried).endsWith("four");
    }

    @Test
    void receiptsDeadNoticesAndDamagedFilesAreBoundedOnDisk() throws Exception {
        OutboxRunner outbox = outbox(new OutboxLimits(1000, 1 << 20, 1000, 5, 7, 1));
        for (int i = 0; i < 20; i++) {
            outbox.put(notice("sent" + i, null, "x"), null);
        }
        run();
        answer = new CourierAnswer.Refused("no");
        for (int i = 0; i < 20; i++) {
            outbox.put(notice("dead" + i, null, "x"), null);
        }
        run();
        for (int i = 0; i < 120; i++) {
            Files.writeString(folder.resolve("old" + i + ".notice.damaged"), "{");
        }
        outbox(OutboxLimits.USUAL);
        try (var files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString().replaceAll("\\d+", "")))
                    .filteredOn(name -> name.startsWith("sent"))
                    .hasSize(7);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(one -> one.getFileName().toString().startsWith("dead")))
                    .hasSize(5);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(one -> one.toString().endsWith(".damaged"))).hasSize(100);
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndTheOthersSent() throws Exception {
        OutboxRunner outbox = outbox(OutboxLimits.USUAL);
        outbox.put(notice("n1", null, "one"), null);
        Files.writeString(folder.resolve("n0.notice"), "{\"version\":1,");
        Files.writeString(folder.resolve("n2.draft"), "half");
        outbox(OutboxLimits.USUAL);
        run();
        assertThat(carried).contains("one");
        assertThat(folder.resolve("n0.notice.damaged")).exists();
        assertThat(folder.resolve("n2.draft")).doesNotExist();
    }

    @Test
    void refusesIdsThatLeaveTheFolder() {
        FileOutboxStore store = new FileOutboxStore(folder);
        assertThatIllegalArgumentException().isThrownBy(() -> store.payload("../secret"));
    }
}
