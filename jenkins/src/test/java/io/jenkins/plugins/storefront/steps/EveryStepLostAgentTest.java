package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.storefront.fixture.HeldSteps;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.host.BusyPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every step, held in the middle on an agent that is lost there: what needs the agent fails and says what it left, and everything
 * else goes on to its good end. Logins to registries may be kept on the agent, so what asks one may need it or not.
 */
@WithJenkins
class EveryStepLostAgentTest {
    private static final String WORKERS = "io.jenkins.plugins.storefront.workers";

    /** A stack trace of ours; Jenkins itself tells who disconnected the agent, which is this test. */
    private static final Pattern TRACE =
            Pattern.compile("\tat io\\.jenkins\\.plugins\\.storefront\\.(?!steps\\.EveryStepLostAgentTest)");

    /** What those say that need the agent. */
    private static final Map<String, String> LEFT = Map.of(
            "imageBuild", "imageBuild: the build was stopped; what was pushed already stays in the registry",
            "withContainer", "the next withContainer there removes it",
            "withCluster", "withCluster: the kubeconfig could not be removed",
            "deployStage", "Deployment FAILED",
            "withNotices", "");

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @TempDir
    private Path machine;

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    /** As many as steps that are held, so that each is under way. */
    @BeforeAll
    static void manyWorkers() {
        System.setProperty(WORKERS, "40");
    }

    @AfterAll
    static void usualWorkers() {
        System.clearProperty(WORKERS);
    }

    @Test
    void whatNeedsItFailsAndTheOthersGoOn(JenkinsRule j) throws Exception {
        DumbSlave agent = new DumbSlave("lost", machine.resolve("agent").toString(), j.createComputerLauncher(null));
        agent.setNumExecutors(StepCase.all(SANDBOX).size());
        j.jenkins.addNode(agent);
        j.waitOnline(agent);
        HeldSteps held = new HeldSteps(SANDBOX, machine, EveryStepLostAgentTest::onTheAgent);
        held.startAll(j);
        try (BusyPool busy = new BusyPool()) {
            held.started(j, Hold.THREADS);
            agent.toComputer().disconnect(new OfflineCause.ByCLI("lost")).get();
        }
        held.open();
        assertFailed(
                j,
                StepCase.all(SANDBOX).stream()
                        .filter(step -> LEFT.containsKey(step.function()))
                        .toList());
        for (StepCase step : StepCase.all(SANDBOX)) {
            if (!LEFT.containsKey(step.function())) {
                assertEnded(step, JenkinsRule.getLog(j.waitForCompletion(Pipelines.resumed(j, step.function()))));
            }
        }
    }

    /** To its good end; or, where a registry's logins were still to be read on the agent, saying why not. */
    private static void assertEnded(StepCase step, String log) {
        assertThat(log).as(step.function()).doesNotContainPattern(TRACE);
        if (step.hold() == Hold.REGISTRY && log.contains("the agent was lost")) {
            assertThat(log).as(step.function()).contains(step.left(), "Finished: FAILURE");
        } else {
            assertThat(log).as(step.function()).containsOnlyOnce(step.done()).contains("Finished: SUCCESS");
        }
    }

    private static String onTheAgent(String script) {
        return "node('lost') {\n" + script.replace("node {", "dir('its') {") + "\n}";
    }

    private static void assertFailed(JenkinsRule j, List<StepCase> steps) throws Exception {
        assertThat(steps).isNotEmpty();
        for (StepCase step : steps) {
            WorkflowRun run = Pipelines.resumed(j, step.function());
            assertThat(Pipelines.ended(j, Result.FAILURE, run))
                    .as(step.function())
                    .contains(LEFT.get(step.function()))
                    .doesNotContainPattern(TRACE);
        }
    }
}
