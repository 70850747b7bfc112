package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.NoticeUpdated;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one message of a release in a channel, through Slack's own SDK, in the sandbox's Slack. */
class ReleaseMessagesTest {
    @TempDir
    private Path project;

    private NoticeRun run;

    @BeforeEach
    void start() throws Exception {
        run = NoticeRun.withSlack(project);
        run.begin();
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private String tell() throws Exception {
        Notifier notifier = run.notifier();
        OutboxReceipt receipt = Receipts.last(
                notifier,
                notifier.slack(
                        new SlackRequest(UUID.randomUUID().toString(), null, null, null, null, null, null, false)));
        return receipt.reference();
    }

    private void opened(String id) {
        run.happens(new DeploymentOpened(NoticeRun.T, id, "Production", "production", UndoPolicy.ON_FAILURE));
    }

    private void closed(String id, Outcome outcome) {
        run.happens(new DeploymentClosed(NoticeRun.T, id, outcome, outcome.bad() ? "payment <!channel> crashes" : ""));
    }

    private SandboxSlack.Message message() {
        return run.slack().messages().get(0);
    }

    private void awaitMessage(String text) {
        NoticeRun.soon().until(() -> message().blocks().contains(text));
    }

    @Test
    void isPostedOnceAndUpdatedInPlaceAsDeploymentsGo() throws Exception {
        String reference = tell();
        opened("d1");
        awaitMessage("production: under way");
        closed("d1", Outcome.SUCCEEDED);
        awaitMessage("production: succeeded");
        assertThat(tell()).isEqualTo(reference);
        assertThat(run.slack().messages()).hasSize(1);
        assertThat(run.events(NoticeSent.class)).hasSize(1);
        NoticeRun.soon()
                .untilAsserted(
                        () -> assertThat(run.events(NoticeUpdated.class)).last().satisfies(event -> {
                            assertThat(event.reference()).isEqualTo(reference);
                            assertThat(event.title()).endsWith("succeeded");
                        }));
    }

    @Test
    void tellsNobodyOfDeploymentsWhereNoMessageWasBegun() throws Exception {
        opened("d1");
        tell();
        assertThat(run.slack().messages()).hasSize(1);
    }

    @Test
    void tellsAFailureInItsThreadAndShortlyInTheChannelThenARecovery() throws Exception {
        String ts = tell().split("/")[1];
        opened("d1");
        run.happens(new RolloutPlanned(NoticeRun.T, "r1", "d1", "main", "shop", List.of(), Map.of()));
        run.happens(new RolloutEnded(
                NoticeRun.T,
                "r1",
                Outcome.FAILED,
                "payment crashes",
                List.of(new FailureCause(
                        "CrashLoopBackOff",
                        "Deployment shop/payment",
                        "exits with 1",
                        "payment-1",
                        "payment",
                        1,
                        List.of("fatal: no password")))));
        closed("d1", Outcome.UNDONE);
        opened("d2");
        closed("d2", Outcome.SUCCEEDED);
        NoticeRun.soon().until(() -> run.slack().messages().size() == 4);
        SandboxSlack.Message details = run.slack().messages().get(1);
        assertThat(details.thread()).isEqualTo(ts);
        assertThat(details.broadcast()).isFalse();
        assertThat(details.blocks()).contains("fatal: no password");
        SandboxSlack.Message failure = run.slack().messages().get(2);
        assertThat(failure.broadcast()).isTrue();
        assertThat(failure.blocks()).contains("undone: payment &lt;!channel&gt; crashes");
        SandboxSlack.Message recovery = run.slack().messages().get(3);
        assertThat(recovery.thread()).isEqualTo(ts);
        assertThat(recovery.blocks()).contains("has recovered");
    }

    @Test
    void isPostedAnewWhereSomebodyDeletedIt() throws Exception {
        String first = tell();
        run.slack().delete(message());
        opened("d1");
        NoticeRun.soon().until(() -> !run.slack().messages().isEmpty());
        awaitMessage("under way");
        assertThat(tell()).isNotEqualTo(first);
        assertThat(run.slack().messages()).hasSize(1);
    }

    @Test
    void isUpdatedAtMostOnceASecondHoweverMuchMoves() throws Exception {
        tell();
        Instant begin = Instant.now();
        IntStream.range(0, 30).forEach(i -> opened("d" + i));
        closed("d29", Outcome.SUCCEEDED);
        awaitMessage("production: succeeded");
        long seconds = Instant.now().getEpochSecond() - begin.getEpochSecond();
        assertThat((long) message().edits()).isBetween(1L, seconds + 2);
    }

    @Test
    void isFoundAgainWhereSlackTookItButDidNotSaySo() throws Exception {
        run.slack().answerNext(SlackAnswer.failureAfterTaking(503));
        tell();
        opened("d1");
        awaitMessage("under way");
        assertThat(run.slack().messages()).hasSize(1);
    }
}
