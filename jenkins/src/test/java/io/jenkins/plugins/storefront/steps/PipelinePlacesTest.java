package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Where Jenkinsfiles put our steps: around, inside and beside those of others. */
@WithJenkins
class PipelinePlacesTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static String rollout(String app) {
        return "clusterRollout cluster: 'shop', text: '" + deployment(app, app + ":1") + "'";
    }

    @Test
    void declarativeStagesParallelMatrixAndPost() throws Exception {
        String log = Pipelines.run(j, "declarative", Result.SUCCESS, """
                pipeline {
                  agent none
                  options { timeout(time: 5, unit: 'MINUTES'); withNotices([[slack: '#living']]) }
                  stages {
                    stage('Parallel') {
                      parallel {
                        stage('One') { steps { %s } }
                        stage('Two') {
                          options { retry(2) }
                          steps { %s }
                        }
                      }
                    }
                    stage('Matrix') {
                      matrix {
                        axes { axis { name 'ENVIRONMENT'; values 'staging', 'production' } }
                        stages { stage('Put') { steps {
                          deployStage(name: "To ${ENVIRONMENT}", environment: "${ENVIRONMENT}") { echo "in ${ENVIRONMENT}" }
                        } } }
                      }
                    }
                  }
                  post { always { slackNotify message: 'post told' } }
                }
                """.formatted(rollout("one"), rollout("two")));
        assertThat(log)
                .contains("Deployment default/one created", "Deployment default/two created")
                .contains("in staging", "in production", "Told #releases");
        assertThat(SANDBOX.slack().messages())
                .anyMatch(message -> message.channel().equals("#living"));
    }

    @Test
    void aDeploymentAsAnOptionOfADeclarativeStage() throws Exception {
        String log = Pipelines.run(j, "option", Result.SUCCESS, """
                pipeline {
                  agent none
                  stages { stage('Put') {
                    options { deployStage(name: 'Go', environment: 'staging') }
                    steps { %s }
                  } }
                }
                """.formatted(
                        "clusterRollout text: '" + deployment("option", "option:1") + "'"));
        assertThat(log).contains("Deployment default/option created", "Deployment SUCCEEDED");
    }

    @Test
    void aRetryDeploysAgain() throws Exception {
        String log = Pipelines.run(
                j,
                "retried",
                Result.SUCCESS,
                "int tries = 0\nretry(2) { deployStage(name: 'Go', environment: 'production') {\n  "
                        + rollout("retried") + "\n  if (++tries == 1) { error 'the first try fails' }\n} }");
        assertThat(log).contains("Deployment FAILED", "Retrying", "Deployment SUCCEEDED");
    }

    @Test
    void aTimeoutEndsTheWaitAndSaysWhatGoesOn() throws Exception {
        SANDBOX.cluster().behave("late", Behaviour.UNREADY);
        String log = Pipelines.run(
                j, "timed", Result.ABORTED, "timeout(time: 8, unit: 'SECONDS') { " + rollout("late") + " }");
        assertThat(log).contains("Timeout has been exceeded", "goes on in the cluster");
    }

    @Test
    void aLockIsHeldWhileTheRolloutWaits() throws Exception {
        SANDBOX.cluster().behave("locked", Behaviour.UNREADY);
        WorkflowRun first = Pipelines.start(j, "holds", "lock('production') { " + rollout("locked") + " }");
        j.waitForMessage("locked 0/1", first);
        WorkflowRun second = Pipelines.start(j, "waits", "lock('production') { " + rollout("after") + " }");
        j.waitForMessage("production] is locked", second);
        assertThat(SANDBOX.door().applied("/deployments/after")).isZero();
        SANDBOX.heal("locked");
        Pipelines.ended(j, Result.SUCCESS, first);
        Pipelines.ended(j, Result.SUCCESS, second);
    }

    @Test
    void aFailFastBranchEndsTheOthers() throws Exception {
        SANDBOX.cluster().behave("waiting", Behaviour.UNREADY);
        String log = Pipelines.run(
                j,
                "fail-fast",
                Result.FAILURE,
                "parallel a: { " + rollout("waiting")
                        + " }, b: { sleep 5; error 'the other branch fails' }, failFast: true");
        assertThat(log).contains("goes on in the cluster");
    }

    @Test
    void variablesOfWithEnvReachTheSteps() throws Exception {
        String log = Pipelines.run(
                j,
                "with-env",
                Result.SUCCESS,
                "withEnv(['APP=envy']) { "
                        + rollout("x")
                                .replace("'{apiVersion", "\"{apiVersion")
                                .replace("}}}}'", "}}}}\"")
                                .replace("name: x", "name: $APP")
                                .replace("app: x", "app: $APP")
                                .replace("\"x:1\"", "x:1")
                        + " }");
        assertThat(log).contains("Deployment default/envy created");
    }

    @Test
    void aSharedLibraryCallsThem() throws Exception {
        LibraryConfiguration library = new LibraryConfiguration("delivery", new OneFile("""
                def call(String app) { clusterRollout cluster: 'shop', text: app }
                """));
        library.setDefaultVersion("1");
        library.setImplicit(true);
        GlobalLibraries.get().setLibraries(List.of(library));
        try {
            assertThat(Pipelines.run(j, "library", Result.SUCCESS, "shipIt '" + deployment("lib", "lib:1") + "'"))
                    .contains("Deployment default/lib created");
        } finally {
            GlobalLibraries.get().setLibraries(List.of());
        }
    }

    @Test
    void aReplayDeploysAsTheRunDid() throws Exception {
        WorkflowRun first = Pipelines.start(j, "replayed", rollout("replayed"));
        Pipelines.ended(j, Result.SUCCESS, first);
        ReplayAction replay = first.getAction(ReplayAction.class);
        WorkflowRun second = (WorkflowRun)
                replay.run2(replay.getOriginalScript(), Map.of()).getFuture().waitForStart();
        assertThat(Pipelines.ended(j, Result.SUCCESS, second)).contains("Deployment default/replayed unchanged");
    }

    @Test
    void inAFolderWithTheFastDurability() throws Exception {
        Folder folder = j.createProject(Folder.class, "team");
        WorkflowJob job = folder.createProject(WorkflowJob.class, "shop");
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        job.setDefinition(new CpsFlowDefinition(
                "deployStage(name: 'Go', environment: 'production') { " + rollout("fast") + " }", true));
        assertThat(JenkinsRule.getLog(j.buildAndAssertSuccess(job))).contains("Deployment SUCCEEDED");
    }

    /** A library of one step, {@code shipIt}. */
    private static final class OneFile extends LibraryRetriever {
        private final String text;

        OneFile(String text) {
            this.text = text;
        }

        @Override
        public void retrieve(
                String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            target.child("vars/shipIt.groovy").write(text, null);
        }

        @Override
        public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            retrieve(name, version, false, target, run, listener);
        }
    }
}
