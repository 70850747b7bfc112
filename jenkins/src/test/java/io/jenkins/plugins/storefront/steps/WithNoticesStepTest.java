package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.host.JenkinsOutbox;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.wrappers.NoticeRulesPublisher;
import io.jenkins.plugins.storefront.wrappers.NoticeRulesWrapper;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class WithNoticesStepTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static List<SandboxSlack.Message> in(String channel) {
        return SANDBOX.slack().messages().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    @Test
    void theFormGivesBackWhatItWasGiven() throws Exception {
        WithNoticesStep step = new WithNoticesStep("- {topics: failed, slack: '#ops'}");
        assertThat(new StepConfigTester(j).configRoundTrip(step).getRules()).isEqualTo(step.getRules());
        AcknowledgeFailureStep acknowledge = new AcknowledgeFailureStep("production");
        j.assertEqualDataBoundBeans(acknowledge, new StepConfigTester(j).configRoundTrip(acknowledge));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        new SnippetizerTester(j)
                .assertRoundTrip(new AcknowledgeFailureStep("production"), "acknowledgeFailure 'production'");
    }

    @Test
    void aBlockThatFailsBeforeAnyDeploymentIsTold() throws Exception {
        Pipelines.run(
                j,
                "fails",
                Result.FAILURE,
                "withNotices([[topics: 'failed', slack: '#block']]) { error 'no compiler <!channel>' }");
        await().until(() -> in("#block").size() == 2);
        assertThat(in("#block").get(1).blocks()).contains("no compiler &lt;!channel&gt;");
    }

    @Test
    void aDeclarativePipelineTakesItAsAnOption() throws Exception {
        Pipelines.run(j, "declarative", Result.SUCCESS, """
                pipeline {
                  agent none
                  options { withNotices(rules: [[topics: 'succeeded', slack: '#declarative']]) }
                  stages { stage('Nothing') { steps { echo 'done' } } }
                }
                """);
        await().until(() -> in("#declarative").size() == 1);
    }

    @Test
    void aRuleThatIsWrongFailsWhenTheBlockBegins() throws Exception {
        assertThat(Pipelines.run(
                        j, "wrong", Result.FAILURE, "withNotices([[topic: 'failed', slack: '#x']]) { echo 'never' }"))
                .contains("withNotices: rules[0]: unknown key 'topic', did you mean 'topics'?")
                .doesNotContain("never\n")
                .doesNotContain("\tat ");
    }

    @Test
    void aFailureWaitsToBeAcknowledgedAndTheStepDoes() throws Exception {
        String rules = "[[topics: 'failed', slack: '#watched', escalation: [afterMinutes: 60, slack: '#boss']]]";
        Pipelines.run(
                j,
                "watched",
                Result.FAILURE,
                "withNotices(" + rules + ") {\n"
                        + "  deployStage(name: 'P', environment: 'production') { error 'broken' }\n}");
        await().until(() -> JenkinsOutbox.desk().open().stream()
                .anyMatch(one -> one.subject().equals("watched → production")));
        WorkflowJob job = j.jenkins.getItemByFullName("watched", WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "def some = acknowledgeFailure 'production'\necho \"acknowledged ${some}\"", true));
        assertThat(Pipelines.ended(j, Result.SUCCESS, job.scheduleBuild2(0).waitForStart()))
                .contains("acknowledged 1");
        assertThat(JenkinsOutbox.desk().open()).noneMatch(one -> one.subject().equals("watched → production"));
    }

    @Test
    void aFreestyleJobTellsByItsRules() throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        job.getBuildWrappersList().add(new NoticeRulesWrapper("- {topics: succeeded, slack: '#freestyle'}"));
        job.getPublishersList().add(new NoticeRulesPublisher("- {topics: succeeded, slack: '#after'}"));
        FreeStyleProject same = j.configRoundtrip(job);
        assertThat(same.getBuildWrappersList().get(NoticeRulesWrapper.class).getRules())
                .contains("#freestyle");
        j.buildAndAssertSuccess(same);
        await().until(() -> in("#freestyle").size() == 1 && in("#after").size() == 1);
    }
}
