package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.Functions;
import io.jenkins.plugins.storefront.fixture.HeldSteps;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.host.BusyPool;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Every step, held in the middle, says in a thread dump what it is doing, ends at once when it is aborted, and says what it left. */
class EveryStepAbortTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path machine;

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    @Test
    void eachEndsAtOnceAndSaysWhatItLeft() throws Throwable {
        HeldSteps held = new HeldSteps(SANDBOX, machine);
        sessions.then(j -> {
            held.startAll(j);
            abortAll(j, Hold.CLUSTER, Hold.REGISTRY, Hold.SLACK, Hold.MAIL, Hold.WEBHOOK);
            // Notices go on in the outbox, on the suite's threads, of which the end of a block needs one
            held.drop();
            abortAll(j, Hold.PODS, Hold.BLOCK);
            assertThat(held.engine().containers()).isEmpty();
            try (BusyPool pool = new BusyPool()) {
                for (StepCase step : StepCase.held(SANDBOX, Hold.THREADS).toList()) {
                    WorkflowRun run = held.start(j, step);
                    j.waitForMessage(step.sign(), run);
                    aborted(j, run, step);
                }
            }
        });
    }

    private static void abortAll(JenkinsRule j, Hold... holds) throws Exception {
        for (StepCase step : StepCase.held(SANDBOX, holds).toList()) {
            aborted(j, Pipelines.resumed(j, step.function()), step);
        }
    }

    private static void aborted(JenkinsRule j, WorkflowRun run, StepCase step) throws Exception {
        // A step's name is in the log a moment before it has begun
        await().untilAsserted(() -> assertThat(
                        ((CpsFlowExecution) run.getExecution()).getThreadDump().toString())
                .as("thread dump of " + step.function())
                .containsPattern("DSL\\." + step.function() + "\\((?!Native Method)[^\\n]+\\)"));
        assertThat(Pipelines.abort(j, run)).as(step.function()).isLessThan(Duration.ofSeconds(10));
        assertThat(JenkinsRule.getLog(run))
                .as(step.function())
                .contains(step.left())
                .doesNotContain("\tat io.jenkins.plugins.storefront");
    }
}
