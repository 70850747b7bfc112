package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.EngineScript;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** {@code withContainer}; a script stands in for Docker. */
class WithContainerStepTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path machine;

    private EngineScript engine;

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    @BeforeEach
    void install() throws Exception {
        engine = new EngineScript(machine);
    }

    private String pipeline(String options, String block) {
        return "node { withEnv([\"PATH=" + engine.bin() + ":${env.PATH}\"]) { withContainer(image: 'cart:7'" + options
                + ") { " + block + " } } }";
    }

    @Test
    void theFormAndTheSnippetGiveBackWhatTheyWereGiven() throws Throwable {
        sessions.then(j -> {
            WithContainerStep step = new WithContainerStep("registry.example.com/shop/cart:7");
            step.setName("cart");
            step.setPorts("8080");
            step.setCmd("serve");
            step.setWaitFor("http:8080/healthz");
            step.setTimeout(90);
            step.setCredentialsId("registry");
            step.setEngine("podman");
            j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
            WithContainerStep simple = new WithContainerStep("cart:7");
            j.assertEqualDataBoundBeans(simple, new StepConfigTester(j).configRoundTrip(simple));
            simple.setPorts("8080");
            new SnippetizerTester(j)
                    .assertRoundTrip(simple, "withContainer(image: 'cart:7', ports: '8080') {\n    // some block\n}");
        });
    }

    @Test
    void theBlockKnowsTheContainerAndSoDoTheStepsInsideInTheSandbox() throws Throwable {
        sessions.then(j -> {
            String log = Pipelines.run(
                    j,
                    "p",
                    Result.SUCCESS,
                    pipeline(
                            ", name: 'db', ports: [5432], waitFor: [\"log:${'liste'}ning\", [log: 'listening', timeout: 20]]",
                            "withEnv(['A=b']) { sh 'echo at $DB_ADDRESS $A' }\n"
                                    + " echo \"and ${env.DB_PORT_5432}\""));
            assertThat(log).contains("at 127.0.0.1:4711 b", "and 4711");
            assertThat(engine.containers()).isEmpty();
        });
    }

    @Test
    void anAbortRemovesItWhileItIsWaitedForAndWhileTheBlockRuns() throws Throwable {
        sessions.then(j -> {
            WorkflowRun waiting =
                    Pipelines.start(j, "waiting", pipeline(", waitFor: 'log:never comes'", "echo 'never'"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !engine.containers().isEmpty());
            assertThat(Pipelines.abort(j, waiting)).isLessThan(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> engine.containers().isEmpty());

            WorkflowRun inside = Pipelines.start(j, "block", pipeline("", "echo 'within the block'; sleep 600"));
            j.waitForMessage("within the block", inside);
            assertThat(engine.containers()).hasSize(1);
            assertThat(Pipelines.abort(j, inside)).isLessThan(Duration.ofSeconds(10));
            assertThat(engine.containers()).isEmpty();
        });
    }

    @Test
    void aWaitGoesOnWithTheSameContainerAfterARestart() throws Throwable {
        sessions.then(j -> {
            Pipelines.start(
                    j,
                    "p",
                    pipeline(", waitFor: 'log:ready', env: [PASSWORD: 'hush-hush'], timeout: 600", "echo 'after'"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !engine.containers().isEmpty());
        });
        String name = engine.containers().get(0);
        Files.writeString(machine.resolve("log"), "ready\n");
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")))
                .contains("after", name + " is up after "));
        assertThat(engine.calls().stream()
                        .filter(call -> call.startsWith("run "))
                        .count())
                .isOne();
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void theEndOfABlockThatWentThroughARestartRemovesIt() throws Throwable {
        sessions.then(j -> j.waitForMessage(
                "within the block",
                Pipelines.start(
                        j,
                        "p",
                        pipeline(
                                "",
                                "echo 'within the block'\nwaitUntil(quiet: true) { fileExists '" + machine.resolve("go")
                                        + "' }"))));
        assertThat(engine.containers()).hasSize(1);
        Files.createFile(machine.resolve("go"));
        sessions.then(j -> Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")));
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void outsideNodeTheMistakeIsNamed() throws Throwable {
        sessions.then(j -> assertThat(
                        Pipelines.run(j, "p", Result.FAILURE, "withContainer(image: 'cart:7') { echo 'never' }"))
                .contains("this needs a workspace; put it inside 'node'")
                .doesNotContain("\tat "));
    }
}
