package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class DeployStageRestartTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static String stage(String app, String options, String image) {
        return "deployStage(name: 'Production', environment: 'production', undo: 'onFailure') {\n  clusterRollout "
                + options + "text: '" + deployment(app, image) + "'\n}\necho 'after the stage'";
    }

    @Test
    void theBlockGoesOnAfterARestartAndTheDeploymentIsClosed() throws Throwable {
        SANDBOX.cluster().behave("cart", Behaviour.UNREADY);
        sessions.then(j -> {
            SANDBOX.configure();
            j.waitForMessage("cart 0/1", Pipelines.start(j, "p", stage("cart", "", "cart:1")));
        });
        SANDBOX.heal("cart");
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")))
                .containsOnlyOnce("Deployment 'Production' to production begins")
                .containsOnlyOnce("Deployment SUCCEEDED")
                .contains("after the stage"));
        assertThat(SANDBOX.door().applied("/deployments/cart")).isOne();
    }

    @Test
    void anUndoGoesOnAfterARestartAndIsNotBegunAgain() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            Pipelines.run(
                    j,
                    "first",
                    Result.SUCCESS,
                    "clusterRollout cluster: 'shop', text: '" + deployment("pay", "pay:1") + "'");
            // The rollout fails at its time limit, and what the undo brings back is not ready either
            SANDBOX.cluster().behave("pay", Behaviour.UNREADY);
            var run = Pipelines.start(j, "p", stage("pay", "timeout: 2, ", "pay:2"));
            j.waitForMessage("Undoing", run);
            await().until(() -> SANDBOX.door().applied("/deployments/pay") == 3);
        });
        SANDBOX.heal("pay");
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.FAILURE, Pipelines.resumed(j, "p")))
                .containsOnlyOnce("Undoing: ")
                // Said again where it ended in the moment of the shutdown, too late to be on record
                .contains("Undone: what served before serves again")
                .containsOnlyOnce("Deployment UNDONE")
                .doesNotContain("after the stage"));
        assertThat(SANDBOX.door().applied("/deployments/pay")).isLessThanOrEqualTo(4);
        assertThat(SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/pay"))
                .contains("pay:1")
                .doesNotContain("pay:2");
    }
}
