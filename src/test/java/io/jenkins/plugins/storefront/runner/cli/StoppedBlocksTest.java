package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import io.jenkins.plugins.storefront.runner.host.RunOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped while a step with a block is between its own work and the block: the stop must not be lost. */
class StoppedBlocksTest {
    @TempDir
    private Path project;

    @TempDir
    private Path machine;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();

    /** At the first such event the run is stopped, before whoever published it goes on. */
    private Predicate<DeliveryEvent> stopAt = event -> false;

    private LocalRun run;
    private volatile boolean over;

    @BeforeEach
    void prepare() throws Exception {
        Path config = Files.writeString(
                project.resolve("config.yaml"),
                "unclassified: {storefront: {environments: [{name: production, cluster: main, namespace: shop}]}}\n");
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        run = new LocalRun(new RunOptions(
                project,
                Map.of(),
                ConfigFile.read(config),
                () -> stream,
                List.of(this::told),
                (message, choices) -> choices.get(0),
                Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    private void told(DeliveryEvent event) {
        events.add(event);
        if (stopAt.test(event)) {
            stopAt = other -> false;
            stop();
        }
    }

    /** Stops the run, and returns when its script's thread has done so, or has ended for it. */
    private void stop() {
        CountDownLatch stopped = new CountDownLatch(1);
        run.vm().abort(new FlowInterruptedException(Result.ABORTED, true, new CauseOfInterruption() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getShortDescription() {
                return "stopped by the test";
            }
        }));
        run.vm().post(stopped::countDown);
        await().until(() -> stopped.getCount() == 0 || over);
    }

    private Result run(String script) throws Exception {
        Result result = run.run(script, "Jenkinsfile");
        over = true;
        return result;
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private List<Outcome> closed() {
        return events.stream()
                .filter(DeploymentClosed.class::isInstance)
                .map(event -> ((DeploymentClosed) event).outcome())
                .toList();
    }

    @Test
    void aDeploymentThatIsBeingOpenedRunsNoBlockAndIsClosed() throws Exception {
        stopAt = DeploymentOpened.class::isInstance;
        assertThat(run("try { deployStage(name: 'P', environment: 'production') { echo 'inside' } }"
                        + " finally { echo 'at last' }"))
                .isEqualTo(Result.ABORTED);
        assertThat(log()).contains("at last").doesNotContain("inside");
        await().untilAsserted(() -> assertThat(closed()).containsExactly(Outcome.ABORTED));
    }

    @Test
    void aDeploymentThatIsBeingClosedStaysSucceededAndTheRunStops() throws Exception {
        stopAt = DeploymentClosed.class::isInstance;
        assertThat(run("deployStage(name: 'P', environment: 'production') { echo 'inside' }\necho 'next step'"))
                .isEqualTo(Result.ABORTED);
        assertThat(log()).contains("inside").doesNotContain("next step");
        assertThat(closed()).containsExactly(Outcome.SUCCEEDED);
    }

    /** Begins a run with a container whose removal is held, waits until that has begun, and stops the run. */
    private CompletableFuture<Result> stoppedInARemoval(FakeEngine engine, String block) throws Exception {
        engine.holdRemoval();
        CompletableFuture<Result> ended = CompletableFuture.supplyAsync(() -> {
            try {
                return run("node { withEnv([\"PATH=" + engine.bin() + ":${env.PATH}\", 'HOME=" + machine
                        + "']) { withContainer(image: 'cart:7') { " + block + " }\necho 'next step' } }");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(engine::isRemoving);
        stop();
        return ended;
    }

    @Test
    void aContainerThatIsBeingRemovedIsGoneWhenTheRunHasStopped() throws Exception {
        FakeEngine engine = new FakeEngine(machine);
        CompletableFuture<Result> ended = stoppedInARemoval(engine, "echo 'inside'");
        engine.letRemove();
        assertThat(ended.get()).isEqualTo(Result.ABORTED);
        assertThat(log()).contains("inside").doesNotContain("next step");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void aRemovalThatHangsDoesNotHoldTheRunThatStops() throws Exception {
        FakeEngine engine = new FakeEngine(machine);
        CompletableFuture<Result> ended = stoppedInARemoval(engine, "error 'the block failed'");
        assertThat(ended.get()).isEqualTo(Result.FAILURE);
        assertThat(run.vm().failure()).hasMessage("the block failed");
        assertThat(engine.containers()).isNotEmpty();
        engine.letRemove();
        await().untilAsserted(() -> assertThat(engine.containers()).isEmpty());
    }
}
