package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeployStageStepTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void theFormGivesBackWhatItWasGiven() throws Exception {
        DeployStageStep step = new DeployStageStep("Production", "production");
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
        step.setUndo("onFailure");
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        DeployStageStep step = new DeployStageStep("Production", "production");
        snippets.assertRoundTrip(
                step, "deployStage(environment: 'production', name: 'Production') {\n    // some block\n}");
        step.setUndo("onFailure");
        snippets.assertRoundTrip(
                step,
                "deployStage(environment: 'production', name: 'Production', undo: 'onFailure') {\n    // some block\n}");
    }

    @Test
    void theBlockRollsOutToTheEnvironment() throws Exception {
        String log = Pipelines.run(
                j,
                "deploys",
                Result.SUCCESS,
                "def said = deployStage(name: 'Production', environment: 'production') {\n  clusterRollout text: '"
                        + deployment("cart", "cart:1") + "'\n  'block says'\n}\necho \"the ${said} so\"");
        assertThat(log)
                .contains(
                        "Deployment 'Production' to production begins",
                        "Rolling out 1 object to shop/default",
                        "Deployment SUCCEEDED",
                        "the block says so");
    }

    @Test
    void declarativePipelineBuildsDeploysAndTells() throws Exception {
        String log = Pipelines.run(j, "declarative", Result.SUCCESS, """
                pipeline {
                    agent any
                    stages {
                        stage('Build') {
                            steps {
                                writeFile file: 'app.txt', text: 'hello'
                                imageBuild image: '%s/shop/web', builder: 'jib', base: 'scratch',
                                    layers: [[from: 'app.txt', into: '/app']], entrypoint: ['/app/app.txt']
                            }
                        }
                        stage('Production') {
                            steps {
                                deployStage(name: 'Production', environment: 'production', undo: 'onFailure') {
                                    clusterRollout text: '%s'
                                }
                            }
                        }
                    }
                    post {
                        always {
                            slackNotify message: 'Declared'
                            emailNotify to: 'team@example.com', subject: 'Declared'
                        }
                    }
                }
                """.formatted(
                        SANDBOX.registryDoor().address(), deployment("web", "web")));
        assertThat(log).contains("Deployment SUCCEEDED", "Told #releases", "Told team@example.com");
        // The digest that was built is what runs
        assertThat(SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/web"))
                .containsPattern("/shop/web@sha256:[0-9a-f]{64}");
        assertThat(SANDBOX.mail().messages())
                .anyMatch(
                        mail -> mail.subject().equals("Declared") && mail.text().contains("production"));
    }

    @Test
    void aFailureUndoesWhatTheBlockRolledOut() throws Exception {
        Pipelines.run(
                j,
                "first",
                Result.SUCCESS,
                "clusterRollout cluster: 'shop', text: '" + deployment("pay", "pay:1") + "'");
        SANDBOX.cluster().behave("pay", Behaviour.CRASH);
        WorkflowRun run = Pipelines.start(
                j,
                "undoes",
                "deployStage(name: 'Production', environment: 'production', undo: 'onFailure') {\n  clusterRollout"
                        + " crashTolerance: 0, text: '" + deployment("pay", "pay:2") + "'\n}");
        j.waitForMessage("Undoing", run);
        SANDBOX.heal("pay");
        assertThat(Pipelines.ended(j, Result.FAILURE, run))
                .contains("container pay exits with 1", "Undone: what served before serves again", "Deployment UNDONE");
        assertThat(SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/pay"))
                .contains("pay:1")
                .doesNotContain("pay:2");
    }

    @Test
    void anAbortOfTheBlockClosesTheDeployment() throws Exception {
        SANDBOX.cluster().behave("stuck", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j,
                "aborted",
                "deployStage(name: 'Production', environment: 'production') { clusterRollout text: '"
                        + deployment("stuck", "stuck:1") + "' }");
        j.waitForMessage("stuck 0/1", run);
        assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
        assertThat(JenkinsRule.getLog(run)).contains("goes on in the cluster", "Deployment ABORTED");
    }

    @Test
    void anAbortStopsAnUndoAndSaysSo() throws Exception {
        Pipelines.run(
                j,
                "before",
                Result.SUCCESS,
                "clusterRollout cluster: 'shop', text: '" + deployment("slow", "slow:1") + "'");
        SANDBOX.cluster().behave("slow", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j,
                "undo-aborted",
                "deployStage(name: 'Production', environment: 'production', undo: 'onFailure') {\n"
                        + "  clusterRollout timeout: 2, text: '" + deployment("slow", "slow:2") + "'\n}");
        j.waitForMessage("Undoing", run);
        run.getExecutor().interrupt();
        j.waitForCompletion(run);
        assertThat(JenkinsRule.getLog(run)).contains("the undo was stopped: ");
    }

    @Test
    void aWrongTemplateThatOnlyAFailureNeedsIsSaidBeforeAnythingIsDeployed() throws Exception {
        assertThat(Pipelines.run(j, "template", Result.FAILURE, """
                node {
                    writeFile file: 'notices/failed.mustache', text: '{{sumary}}'
                    deployStage(name: 'Out', environment: 'production') { echo 'inside the stage' }
                }
                """))
                .contains("notices/failed.mustache:1: unknown field 'sumary', did you mean 'summary'?")
                .doesNotContain("inside the stage\n");
    }
}
