package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.host.BusyPool;
import io.jenkins.plugins.storefront.host.JenkinsOutbox;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class NoticesRestartTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void oneMessageLivesAcrossARestartInMidRelease() throws Throwable {
        SANDBOX.cluster().behave("cart", Behaviour.UNREADY);
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage(
                    "cart 0/1",
                    Pipelines.start(
                            j,
                            "p",
                            "withNotices([[slack: '#living']]) {\n"
                                    + "deployStage(name: 'Production', environment: 'production') {\n  clusterRollout text: '"
                                    + deployment("cart", "cart:1") + "'\n}\n}"));
            await().until(() -> SANDBOX.slack().messages().stream()
                    .anyMatch(one -> one.channel().equals("#living")));
        });
        SANDBOX.heal("cart");
        sessions.then(j -> {
            Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p"));
            await().until(() -> SANDBOX.slack().messages().stream()
                    .filter(one -> one.channel().equals("#living"))
                    .anyMatch(one -> one.blocks().contains("production: succeeded")));
        });
        assertThat(SANDBOX.slack().messages().stream()
                        .filter(one -> one.channel().equals("#living")))
                .hasSize(1)
                .allMatch(one -> one.edits() > 0);
    }

    @Test
    void whatWaitsToBeAcknowledgedSurvivesARestart() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            Pipelines.run(
                    j,
                    "w",
                    Result.FAILURE,
                    "withNotices([[topics: 'failed', slack: '#kept', escalation: [afterMinutes: 60, slack: '#boss']]]) {\n"
                            + "deployStage(name: 'P', environment: 'production') { error 'broken' } }");
            await().until(() -> !JenkinsOutbox.desk().open().isEmpty());
        });
        sessions.then(j -> {
            assertThat(JenkinsOutbox.desk().open())
                    .anyMatch(one -> one.subject().equals("w → production"));
            await().until(() -> SANDBOX.slack().messages().stream()
                    .filter(one -> one.channel().equals("#kept"))
                    .anyMatch(SandboxSlack.Message::broadcast));
        });
        assertThat(SANDBOX.slack().messages().stream()
                        .filter(one -> one.channel().equals("#kept"))
                        .filter(SandboxSlack.Message::broadcast))
                .hasSize(1);
    }

    @Test
    void aBlockThatEndedJustBeforeARestartIsToldAndEnds() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            WorkflowRun run = Pipelines.start(j, "b", """
                    withNotices([[topics: 'failed', slack: '#ended']]) {
                      semaphore 'block'
                      error 'no stock'
                    }
                    """);
            SemaphoreStep.waitForStart("block/1", run);
            new BusyPool();
            SemaphoreStep.success("block/1", null);
            j.waitForMessage("[Pipeline] }", run);
            assertThat(run.isBuilding()).isTrue();
        });
        sessions.then(j -> {
            Pipelines.ended(j, Result.FAILURE, Pipelines.resumed(j, "b"));
            told("#ended");
        });
    }

    @Test
    void aDeploymentThatFailedJustBeforeARestartIsTold() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            WorkflowRun run = Pipelines.start(j, "d", """
                    withNotices([[topics: 'failed', slack: '#deployed']]) {
                      deployStage(name: 'Production', environment: 'production') {
                        semaphore 'stage'
                        error 'broken'
                      }
                    }
                    """);
            SemaphoreStep.waitForStart("stage/1", run);
            // What is told of the run comes after this
            JenkinsOutbox.get().compose("d#1", NoticesRestartTest::waitUntilJenkinsStops);
            SemaphoreStep.success("stage/1", null);
            j.waitForMessage("Deployment FAILED", run);
        });
        sessions.then(j -> {
            Pipelines.ended(j, Result.FAILURE, Pipelines.resumed(j, "d"));
            told("#deployed");
        });
    }

    private static void waitUntilJenkinsStops() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stops) {
            Thread.currentThread().interrupt();
        }
    }

    private static void told(String channel) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        SANDBOX.slack().messages())
                .filteredOn(one -> one.channel().equals(channel) && one.thread().isEmpty())
                .hasSize(1));
    }
}
