package io.jenkins.plugins.storefront.steps;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyJson;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import io.jenkins.plugins.storefront.strategy.BlueGreenStrategy;
import io.jenkins.plugins.storefront.strategy.CanaryStep;
import io.jenkins.plugins.storefront.strategy.CanaryStrategy;
import io.jenkins.plugins.storefront.strategy.HttpGate;
import io.jenkins.plugins.storefront.strategy.MetricGate;
import io.jenkins.plugins.storefront.strategy.RecreateStrategy;
import io.jenkins.plugins.storefront.strategy.RollingStrategy;
import io.jenkins.plugins.storefront.strategy.RolloutStrategy;
import io.jenkins.plugins.storefront.strategy.RouteTraffic;
import io.jenkins.plugins.storefront.strategy.RuleTraffic;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ClusterRolloutStepTest {
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
        ClusterRolloutStep step = new ClusterRolloutStep();
        step.setCluster("shop");
        step.setNamespace("staging");
        step.setManifests("k8s/*.yaml");
        step.setText("kind: ConfigMap");
        step.setTimeout(90);
        step.setNoActivityTimeout(30);
        step.setCrashTolerance(0);
        step.setForceConflicts(true);
        step.setSettleTime(5);
        step.setShowLogs(true);
        step.setPropagate(false);
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void anEmptyFormGivesTheDefaults() throws Exception {
        ClusterRolloutStep step = new ClusterRolloutStep();
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        ClusterRolloutStep step = new ClusterRolloutStep();
        snippets.assertRoundTrip(step, "clusterRollout()");
        step.setManifests("k8s/*.yaml");
        snippets.assertRoundTrip(step, "clusterRollout manifests: 'k8s/*.yaml'");
        step.setCluster("shop");
        step.setTimeout(90);
        step.setCrashTolerance(0);
        snippets.assertRoundTrip(
                step, "clusterRollout cluster: 'shop', crashTolerance: 0, manifests: 'k8s/*.yaml', timeout: 90");
    }

    private static CanaryStrategy canary() {
        CanaryStep first = new CanaryStep(10);
        first.setPause(300);
        MetricGate errors = new MetricGate("errors", "sum(errors)");
        errors.setMaximum(0.01);
        CanaryStep last = new CanaryStep(50);
        last.setGates(List.of(errors));
        CanaryStrategy canary = new CanaryStrategy(List.of(first, last));
        canary.setTraffic(new RouteTraffic("shop"));
        canary.setGates(List.of(new HttpGate("http://cart-canary.shop.svc/health")));
        return canary;
    }

    @Test
    void strategiesSurviveTheForm() throws Exception {
        BlueGreenStrategy blueGreen = new BlueGreenStrategy();
        blueGreen.setKeepOld(600);
        blueGreen.setByHand(true);
        blueGreen.setGates(List.of(new HttpGate("http://cart-green.shop.svc/health")));
        RuleTraffic rule =
                new RuleTraffic("split.smi-spec.io/v1alpha2", "TrafficSplit", "cart", "spec.backends[1].weight");
        rule.setStable("spec.backends[0].weight");
        CanaryStrategy byRule = new CanaryStrategy(List.of(new CanaryStep(50)));
        byRule.setTraffic(rule);
        for (RolloutStrategy one :
                List.of(new RollingStrategy(), new RecreateStrategy(), blueGreen, canary(), byRule)) {
            ClusterRolloutStep step = new ClusterRolloutStep();
            step.setStrategy(one);
            ClusterRolloutStep again = new StepConfigTester(j).configRoundTrip(step);
            assertThat(StrategyJson.write(again.getStrategy().toEngine().orElseThrow()))
                    .isEqualTo(StrategyJson.write(one.toEngine().orElseThrow()));
        }
    }

    @Test
    void theSnippetOfAStrategyIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        ClusterRolloutStep step = new ClusterRolloutStep();
        BlueGreenStrategy blueGreen = new BlueGreenStrategy();
        blueGreen.setKeepOld(600);
        step.setStrategy(blueGreen);
        snippets.assertRoundTrip(step, "clusterRollout strategy: blueGreen(keepOld: 600)");
        step.setStrategy(canary());
        snippets.assertRoundTrip(
                step,
                "clusterRollout strategy: canary(gates: [httpGate('http://cart-canary.shop.svc/health')],"
                        + " steps: [[pause: 300, weight: 10], [gates: [metricGate(maximum: 0.01, name: 'errors',"
                        + " query: 'sum(errors)')], weight: 50]], traffic: byRoute('shop'))");
    }

    @Test
    void aSandboxedPipelineRollsOutFilesOfTheWorkspace() throws Exception {
        String log = Pipelines.run(
                j,
                "rolls-out",
                Result.SUCCESS,
                "node {\n  writeFile file: 'k8s/cart.yaml', text: '" + deployment("cart", "registry.example.com/cart:1")
                        + "'\n}\nnode {\n  def result = clusterRollout cluster: 'shop', manifests: 'k8s/*.yaml'\n"
                        + "  echo \"outcome ${result.outcome}\"\n}");
        assertThat(log).contains("Deployment default/cart created", "outcome SUCCEEDED");
        assertThat(SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/cart"))
                .contains("\"readyReplicas\":1");
    }

    @Test
    void aCrashFailsTheRunWithItsCause() throws Exception {
        SANDBOX.cluster().behave("payment", Behaviour.CRASH);
        String log = Pipelines.run(
                j,
                "crashes",
                Result.FAILURE,
                "clusterRollout cluster: 'shop', crashTolerance: 0, text: '" + deployment("payment", "payment:1")
                        + "'");
        assertThat(log)
                .contains("container payment exits with 1", "exit code 1")
                .doesNotContain("\tat ");
    }

    @Test
    void anAbortEndsTheWaitAndSaysWhatGoesOn() throws Exception {
        SANDBOX.cluster().behave("stuck", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j, "aborted", "clusterRollout cluster: 'shop', text: '" + deployment("stuck", "stuck:1") + "'");
        j.waitForMessage("stuck 0/1", run);
        assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
        assertThat(JenkinsRule.getLog(run))
                .contains("the rollout was applied and goes on in the cluster; 1 of 1 objects did not serve yet");
    }

    @Test
    void anAbortEndsTheWaitAlthoughTheClusterIsSilent() throws Exception {
        SANDBOX.cluster().behave("silent", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j, "silence", "clusterRollout cluster: 'shop', text: '" + deployment("silent", "silent:1") + "'");
        j.waitForMessage("silent 0/1", run);
        SANDBOX.door().shut();
        try {
            // A look begins on its own, or because the pods change, and then gets no answer
            SANDBOX.heal("silent");
            assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
            assertThat(JenkinsRule.getLog(run)).contains("goes on in the cluster");
        } finally {
            SANDBOX.door().open();
        }
    }

    @Test
    void whatIsAbortedWhileItPlansIsNeverApplied() throws Exception {
        SANDBOX.door().shut();
        WorkflowRun run;
        try {
            run = Pipelines.start(
                    j, "planning", "clusterRollout cluster: 'shop', text: '" + deployment("never", "never:1") + "'");
            j.waitForMessage("clusterRollout", run);
            assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
        } finally {
            SANDBOX.door().open();
        }
        assertThat(JenkinsRule.getLog(run)).contains("nothing was applied");
        // What was held reaches the cluster before this run's requests do
        Pipelines.run(
                j,
                "after",
                Result.SUCCESS,
                "clusterRollout cluster: 'shop', text: '" + deployment("then", "then:1") + "'");
        assertThat(SANDBOX.door().applied("/never")).isZero();
    }
}
