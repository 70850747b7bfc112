package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the graph and the stage view of a run show of our steps. */
@WithJenkins
class StepGraphTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void aRolloutIsLabelledWithWhatItPutsWhere() throws Exception {
        WorkflowRun run = Pipelines.start(
                j,
                "labelled",
                "clusterRollout cluster: 'shop', namespace: 'default', text: '''{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}'''");
        Pipelines.ended(j, Result.SUCCESS, run);
        assertThat(labels(run, "clusterRollout")).containsExactly("1 object to shop/default");
    }

    @Test
    void aThreadDumpTellsWhatAStepWaitsFor() throws Exception {
        SANDBOX.cluster().behave("dumped", Behaviour.UNREADY);
        WorkflowRun run = Pipelines.start(
                j,
                "dumped",
                "deployStage(name: 'Go', environment: 'production') { clusterRollout text: '"
                        + SandboxServices.deployment("dumped", "dumped:1") + "' }");
        j.waitForMessage("dumped 0/1", run);
        CpsFlowExecution execution = (CpsFlowExecution) run.getExecution();
        assertThat(execution.getThreadDump().toString()).contains("waiting for the rollout");
        Pipelines.abort(j, run);
    }

    private static List<String> labels(WorkflowRun run, String function) {
        List<String> labels = new ArrayList<>();
        for (FlowNode node : new FlowGraphWalker(run.getExecution())) {
            LabelAction label = node.getPersistentAction(LabelAction.class);
            if (label != null && node.getDisplayFunctionName().startsWith(function)) {
                labels.add(label.getDisplayName());
            }
        }
        return labels;
    }
}
