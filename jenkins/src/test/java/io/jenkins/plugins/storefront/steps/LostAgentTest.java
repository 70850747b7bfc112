package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.Functions;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.storefront.fixture.EngineScript;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The agent goes away in mid-step. */
@WithJenkins
class LostAgentTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @TempDir
    private Path machine;

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void aBuildEndsAtOnceAndSaysWhatItLeft() throws Exception {
        DumbSlave agent = j.createOnlineSlave(Label.get("builder"));
        SANDBOX.registryDoor().shut();
        try {
            WorkflowRun run = Pipelines.start(
                    j,
                    "lost",
                    "node('builder') { writeFile file: 'app.txt', text: 'hello'\n imageBuild image: '"
                            + SANDBOX.registryDoor().address() + "/shop/lost', builder: 'jib', base: 'scratch',"
                            + " layers: [[from: 'app.txt', into: '/app']] }");
            await().atMost(Duration.ofMinutes(2)).until(SANDBOX.registryDoor()::isHolding);
            Instant lost = Instant.now();
            agent.toComputer().disconnect(new OfflineCause.ByCLI("lost"));
            j.waitForMessage("the agent was lost", run);
            assertThat(Duration.between(lost, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(Pipelines.ended(j, Result.FAILURE, run))
                    .contains(
                            "imageBuild: the build was stopped; what was pushed already stays in the registry",
                            "on " + agent.getNodeName())
                    .doesNotContain("\tat io.jenkins.plugins.storefront");
        } finally {
            SANDBOX.registryDoor().drop();
        }
    }

    @Test
    void aRolloutUnderWayNeedsNoAgent() throws Exception {
        DumbSlave agent = j.createOnlineSlave(Label.get("deployer"));
        SANDBOX.cluster().behave("orphan", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j,
                "orphaned",
                "node('deployer') { clusterRollout cluster: 'shop', text: '" + deployment("orphan", "orphan:1")
                        + "' }");
        j.waitForMessage("orphan 0/1", run);
        agent.toComputer().disconnect(new OfflineCause.ByCLI("lost"));
        SANDBOX.heal("orphan");
        assertThat(Pipelines.ended(j, Result.SUCCESS, run)).contains("Rollout SUCCEEDED");
    }

    @Test
    void theEndOfWithClusterSaysThatItsKubeconfigIsLeft() throws Exception {
        DumbSlave agent = j.createOnlineSlave(Label.get("reacher"));
        WorkflowRun run = Pipelines.start(
                j, "reached", "node('reacher') { withCluster(cluster: 'shop') { echo 'inside'\n sleep 5 } }");
        j.waitForMessage("Sleeping for 5 sec", run);
        agent.toComputer().disconnect(new OfflineCause.ByCLI("lost"));
        assertThat(Pipelines.ended(j, Result.SUCCESS, run))
                .contains("withCluster: the kubeconfig could not be removed")
                .doesNotContain("\tat io.jenkins.plugins.storefront");
    }

    @Test
    void theEndOfWithContainerSaysThatItsContainerIsLeft() throws Exception {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
        DumbSlave agent = j.createOnlineSlave(Label.get("runner"));
        WorkflowRun run = Pipelines.start(
                j,
                "contained",
                "node('runner') { withEnv([\"PATH=" + new EngineScript(machine).bin() + ":${env.PATH}\"]) {"
                        + " withContainer(image: 'cart:7', name: 'db') { echo 'inside'\n sleep 5 } } }");
        j.waitForMessage("Sleeping for 5 sec", run);
        agent.toComputer().disconnect(new OfflineCause.ByCLI("lost"));
        assertThat(Pipelines.ended(j, Result.SUCCESS, run))
                .contains("could not be removed", "the next withContainer there removes it")
                .doesNotContain("\tat io.jenkins.plugins.storefront");
    }
}
