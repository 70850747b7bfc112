package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutStateJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout over an API server that is slow, busy, broken or away. */
class RolloutFaultsTest {
    private FaultyCluster faulty;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        faulty = new FaultyCluster(project);
    }

    @AfterEach
    void stop() throws Exception {
        faulty.close();
    }

    @Test
    void survivesAnswersOfABusyServerAndWatchesThatBreak() throws Exception {
        Random random = new Random(7);
        AtomicBoolean wild = new AtomicBoolean();
        faulty.api().rule = (path, query, token) -> {
            synchronized (random) {
                return !wild.get() || random.nextInt(3) > 0 ? 0 : new int[] {429, 500, 503, -1}[random.nextInt(4)];
            }
        };
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("web", "behaviour/delay: 4s", Duration.ofMinutes(2));
        wild.set(true);
        for (int i = 0; i < 6; i++) {
            int before = faulty.api().watchesOpened();
            faulty.api().cut();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ended.isDone() || faulty.api().watchesOpened() > before);
        }
        wild.set(false);
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void whatTheClusterHasNotToldOfYetIsNotLookedAt() throws Exception {
        String first = FaultyCluster.app("web", "");
        assertThat(FaultyCluster.end(faulty.begin("first", first)).outcome()).isEqualTo(Outcome.SUCCEEDED);
        CountDownLatch held = new CountDownLatch(1);
        faulty.api().beforeNews = () -> {
            faulty.run().context().pool().schedule(held::countDown, NextLook.SETTLE.multipliedBy(30));
            Uninterruptibles.awaitUninterruptibly(held);
        };
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("second", first.replace("web:1", "web:2"));
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(held.getCount()).as("whether the news was late").isZero();
        assertThat(faulty.run().events(WorkloadProgressed.class))
                .extracting(WorkloadProgressed::status)
                .isNotEmpty()
                .noneMatch(status -> status.contains("older state"));
    }

    @Test
    void goesOnAfterTheServerWasAway() throws Exception {
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("web", "behaviour/delay: 3s", Duration.ofMinutes(2));
        faulty.awaitProgress();
        AtomicInteger unanswered = new AtomicInteger();
        faulty.api().rule = (path, query, token) -> {
            unanswered.incrementAndGet();
            return -1;
        };
        faulty.api().cut();
        await().atMost(Duration.ofSeconds(20)).until(() -> unanswered.get() > 10);
        assertThat(ended).isNotDone();
        faulty.api().rule = (path, query, token) -> 0;
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void saysThatTheServerStayedAway() throws Exception {
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("web", "behaviour: unready", Duration.ofSeconds(8));
        faulty.awaitProgress();
        faulty.api().rule = (path, query, token) -> -1;
        faulty.api().cut();
        RolloutMachine.End end = FaultyCluster.end(ended);
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.causes().get(0).code()).isEqualTo("ClusterUnreachable");
    }

    @Test
    void looksOnceMoreWhereTheTimeWasOverWhileTheHostWasDown() throws Exception {
        RolloutSession dies = faulty.session(new CompletableFuture<>());
        dies.start(FaultyCluster.request("web", "behaviour/delay: 2s", Duration.ofMinutes(2)));
        faulty.awaitProgress();
        dies.stop();
        CountDownLatch silent = new CountDownLatch(1);
        faulty.api().rule = (path, query, token) -> {
            await().until(() -> !path.endsWith("/pods") || silent.getCount() == 0);
            return 0;
        };
        // An address of its own has no view that is already there
        faulty.connectAnew();
        CompletableFuture<RolloutMachine.End> ended = new CompletableFuture<>();
        faulty.session(ended)
                .resume(RolloutStateJson.write(RolloutStateJson.read(faulty.written())
                        .until(Instant.now().minusSeconds(60))));
        await().during(Duration.ofSeconds(3)).until(() -> !ended.isDone());
        silent.countDown();
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void tellsAnEndOnceThoughTheHostCrashedRightAfterIt() throws Exception {
        assertThat(FaultyCluster.end(faulty.begin("web", "", Duration.ofMinutes(2)))
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        CompletableFuture<RolloutMachine.End> again = new CompletableFuture<>();
        faulty.session(again).resume(faulty.written());
        assertThat(FaultyCluster.end(again).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(faulty.run().log()).containsOnlyOnce("Rollout SUCCEEDED");
    }

    @Test
    void listsAnewWhatAServerHasForgotten() throws Exception {
        AtomicInteger forgotten = new AtomicInteger();
        CompletableFuture<RolloutMachine.End> ended = faulty.begin("web", "behaviour/delay: 3s", Duration.ofMinutes(2));
        faulty.awaitProgress();
        faulty.api().rule =
                (path, query, token) -> query.contains("watch=true") && forgotten.incrementAndGet() <= 6 ? 410 : 0;
        faulty.api().cut();
        assertThat(FaultyCluster.end(ended).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(forgotten.get()).isGreaterThan(6);
    }

    @Test
    void manyWaitsShareOneWatchPerKind() throws Exception {
        List<CompletableFuture<RolloutMachine.End>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(faulty.begin("web-" + i, "behaviour/delay: 2s", Duration.ofMinutes(2)));
        }
        for (CompletableFuture<RolloutMachine.End> one : all) {
            assertThat(FaultyCluster.end(one).outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
        assertThat(faulty.api().mostWatches().values()).allMatch(most -> most == 1);
        assertThat(Connections.of(
                                faulty.run().context().pool(),
                                faulty.run().context().clock())
                        .size())
                .isEqualTo(1);
    }

    @Test
    void explainsAFailedJobByItsPodAlsoWhereThatIsSeenLater() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        faulty.api().rule = (path, query, token) -> {
            await().until(() -> !path.endsWith("/pods") || !query.contains("watch=true") || held.getCount() == 0);
            if (path.endsWith("/jobs/migrate")) {
                asked.incrementAndGet();
            }
            return 0;
        };
        WorkloadRef job = new WorkloadRef("batch/v1", "Job", "default", "migrate");
        try (Cluster behind = faulty.behind()) {
            CompletableFuture<RolloutMachine.End> ended = faulty.begin("migrate", """
                    apiVersion: batch/v1
                    kind: Job
                    metadata: {name: migrate}
                    spec:
                      backoffLimit: 0
                      template:
                        metadata: {annotations: {behaviour: crash}}
                        spec: {restartPolicy: Never, containers: [{name: migrate, image: "shop/migrate:1"}]}
                    """);
            int before = asked.get();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Fields.isTrue(behind.get(job), "Failed") && asked.get() > before);
            held.countDown();
            FailureCause cause = FaultyCluster.end(ended).causes().get(0);
            assertThat(cause.code()).isEqualTo("BackoffLimitExceeded");
            assertThat(cause.exitCode()).isEqualTo(1);
        }
    }
}
