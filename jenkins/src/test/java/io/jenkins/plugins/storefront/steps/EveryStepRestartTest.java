package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.HeldSteps;
import io.jenkins.plugins.storefront.fixture.KillEnds;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.host.BusyPool;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Every step, held in the middle, goes on to its right end after a restart, and does nothing twice. */
class EveryStepRestartTest {
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
    void eachGoesOnAfterARestart() throws Throwable {
        HeldSteps held = new HeldSteps(SANDBOX, machine);
        sessions.then(j -> {
            held.startAll(j);
            new BusyPool();
            for (StepCase step : StepCase.held(SANDBOX, Hold.THREADS).toList()) {
                j.waitForMessage(step.sign(), held.start(j, step));
            }
        });
        held.release();
        sessions.then(j -> {
            for (StepCase step : StepCase.all(SANDBOX)) {
                assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, step.function())))
                        .as(step.function())
                        .containsOnlyOnce(step.done())
                        .doesNotContain("\tat io.jenkins.plugins.storefront");
            }
        });
        assertThat(held.engine().containers()).isEmpty();
        for (StepCase step : StepCase.held(SANDBOX, Hold.PODS).toList()) {
            new KillEnds(SANDBOX).checkDeployment(step, step.app());
        }
        assertThat(SANDBOX.slack().messages())
                .filteredOn(one -> (one.text() + one.blocks()).contains("slackNotify told"))
                .hasSize(1);
        assertThat(SANDBOX.mail().messages())
                .filteredOn(one -> one.subject().equals("emailNotify told"))
                .hasSize(1);
        assertThat(SANDBOX.webhooks().taken())
                .filteredOn(one -> one.body().contains("notifyWebhook told"))
                .hasSize(1);
    }
}
