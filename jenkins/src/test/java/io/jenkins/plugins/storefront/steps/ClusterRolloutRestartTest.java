package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ClusterRolloutRestartTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aWaitGoesOnAfterARestartAndAppliesNothingAgain() throws Throwable {
        SANDBOX.cluster().behave("cart", Behaviour.UNREADY);
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage(
                    "cart 0/1",
                    Pipelines.start(
                            j,
                            "p",
                            "def result = clusterRollout cluster: 'shop', text: '" + deployment("cart", "cart:1")
                                    + "'\necho \"outcome ${result.outcome}\""));
        });
        SANDBOX.heal("cart");
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")))
                .contains("outcome SUCCEEDED")
                .containsOnlyOnce("Deployment default/cart created")
                .doesNotContain("cart configured", "cart unchanged"));
        assertThat(SANDBOX.door().applied("/deployments/cart")).isOne();
    }

    @Test
    void aRolloutThatFailedDuringTheRestartFailsTheRunWithItsCause() throws Throwable {
        SANDBOX.cluster().behave("payment", Behaviour.UNREADY);
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage(
                    "payment 0/1",
                    Pipelines.start(
                            j,
                            "p",
                            "clusterRollout cluster: 'shop', crashTolerance: 0, text: '"
                                    + deployment("payment", "payment:1") + "'"));
        });
        SANDBOX.replace("payment", Behaviour.CRASH);
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.FAILURE, Pipelines.resumed(j, "p")))
                .contains("container payment exits with 1"));
        assertThat(SANDBOX.door().applied("/deployments/payment")).isOne();
    }

    @Test
    void anAbortAfterARestartEndsTheWait() throws Throwable {
        SANDBOX.cluster().behave("late", Behaviour.UNREADY);
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage(
                    "late 0/1",
                    Pipelines.start(
                            j, "p", "clusterRollout cluster: 'shop', text: '" + deployment("late", "late:1") + "'"));
        });
        sessions.then(j -> {
            var run = Pipelines.resumed(j, "p");
            j.waitForMessage("Ready to run", run);
            Pipelines.abort(j, run);
            assertThat(JenkinsRule.getLog(run)).contains("goes on in the cluster");
        });
    }
}
