package io.jenkins.plugins.storefront.safety;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.HeldSteps;
import io.jenkins.plugins.storefront.fixture.IoWatch;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Threads that all of Jenkins shares are not kept waiting: start, stop and onResume of a step hand their work over. */
class ThreadsTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path machine;

    /** Frames by which these threads are known, whatever they are called. */
    private static boolean shared(String type) {
        return type.startsWith("org.jenkinsci.plugins.workflow.cps.CpsVmExecutorService")
                || type.startsWith("org.jenkinsci.plugins.workflow.cps.CpsThreadGroup")
                || type.startsWith("jenkins.util.Timer")
                || type.startsWith("hudson.security.ImpersonatingScheduledExecutorService");
    }

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    @Test
    void noStepReadsOrWritesOnASharedThread() throws Throwable {
        try (IoWatch watch = new IoWatch()) {
            sessions.then(j -> {
                SANDBOX.configure();
                new HeldSteps(SANDBOX, machine).runAll(j);
                undone(j);
                SANDBOX.cluster().behave("aborted", Behaviour.UNREADY);
                WorkflowRun aborted = Pipelines.start(j, "aborted", stage("aborted"));
                j.waitForMessage("aborted 0/1", aborted);
                Pipelines.abort(j, aborted);
                SANDBOX.cluster().behave("resumed", Behaviour.UNREADY);
                j.waitForMessage("resumed 0/1", Pipelines.start(j, "resumed", stage("resumed")));
            });
            SANDBOX.heal("resumed");
            sessions.then(j -> Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "resumed")));
            assertThat(watch.ours(ThreadsTest::shared)).isEmpty();
            assertThat(watch.anywhere()).as("what the watch sees at all").isPositive();
        }
    }

    @Test
    void otherRunsGoOnWhileEveryServerIsSilent() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            SANDBOX.door().shut();
            SANDBOX.slackDoor().shut();
            try {
                WorkflowRun silent = Pipelines.start(
                        j,
                        "silent",
                        "parallel a: { " + stage("silent") + " }, b: { slackNotify message: 'hello' },"
                                + " c: { for (int i = 0; i < 100; i++) { echo \"alive ${i}\" } }");
                await().until(() ->
                        SANDBOX.door().isHolding() && SANDBOX.slackDoor().isHolding());
                j.waitForMessage("alive 99", silent);
                Pipelines.run(j, "other", Result.SUCCESS, "echo 'another run'");
                Pipelines.abort(j, silent);
            } finally {
                SANDBOX.door().drop();
                SANDBOX.slackDoor().drop();
            }
        });
    }

    private static String stage(String app) {
        return "deployStage(name: 'Production', environment: 'production') { clusterRollout text: '"
                + deployment(app, app + ":1") + "' }";
    }

    private static void undone(JenkinsRule j) throws Exception {
        Pipelines.run(
                j,
                "undone",
                Result.FAILURE,
                stage("all") + "\ndeployStage(name: 'Again', environment: 'production', undo: 'onFailure') {\n"
                        + "  clusterRollout text: '" + deployment("all", "all:2") + "'\n  error 'undo it' }");
    }
}
