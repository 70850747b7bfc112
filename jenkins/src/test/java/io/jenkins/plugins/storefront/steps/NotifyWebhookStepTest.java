package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.webhook.SandboxWebhooks;
import io.jenkins.plugins.storefront.wrappers.NotifyWebhookPublisher;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class NotifyWebhookStepTest {
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
        NotifyWebhookStep step = new NotifyWebhookStep();
        step.setConnection("DINGTALK");
        step.setMessage("It starts");
        step.setTemplate("chat.mustache");
        step.setLanguage("zh_CN");
        step.setFailOnError(true);
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
        NotifyWebhookStep empty = new NotifyWebhookStep();
        j.assertEqualDataBoundBeans(empty, new StepConfigTester(j).configRoundTrip(empty));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        NotifyWebhookStep step = new NotifyWebhookStep();
        snippets.assertRoundTrip(step, "notifyWebhook()");
        step.setConnection("DINGTALK");
        step.setMessage("It starts");
        snippets.assertRoundTrip(step, "notifyWebhook connection: 'DINGTALK', message: 'It starts'");
    }

    @Test
    void aSandboxedPipelineTellsEachKindAndShowsNoSecret() throws Exception {
        String log = Pipelines.run(
                j,
                "tells",
                Result.SUCCESS,
                "for (kind in ['TEAMS', 'DINGTALK', 'FEISHU', 'WECOM', 'JSON']) {\n"
                        + "  def told = notifyWebhook connection: kind, message: 'Sale', language: 'zh_CN', failOnError: true\n"
                        + "  echo \"sent ${told.sent}\"\n}");
        assertThat(log)
                .contains("sent true", "Told WECOM by webhook")
                .doesNotContain(SANDBOX.webhooks().key().reveal())
                .doesNotContain(SANDBOX.webhooks().address(Kind.TEAMS).reveal());
        assertThat(SANDBOX.webhooks().taken())
                .filteredOn(taken -> taken.body().contains("Sale"))
                .extracting(SandboxWebhooks.Taken::kind)
                .contains(Kind.TEAMS, Kind.DINGTALK, Kind.FEISHU, Kind.WECOM, Kind.JSON);
    }

    @Test
    void tellsTheLogAroundTheLineThatSaysWhyAStepFailed() throws Exception {
        Pipelines.run(
                j,
                "fails",
                Result.FAILURE,
                "try {\n  node { sh 'seq 1 60; echo \"ERROR: no such host\"; seq 61 120; false' }\n} catch (e) {\n"
                        + "  notifyWebhook connection: 'JSON', message: 'why', failOnError: true\n  throw e\n}");
        assertThat(SANDBOX.webhooks().taken()).anySatisfy(taken -> assertThat(taken.body())
                .contains("why", "ERROR: no such host", "\\n61\\n", "\"outcome\":\"failed\"")
                .doesNotContain("\\n120\\n"));
    }

    @Test
    void aFreestyleJobTellsAfterItsBuild() throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        NotifyWebhookStep step = new NotifyWebhookStep();
        step.setConnection("JSON");
        step.setMessage("from a freestyle job");
        job.getPublishersList().add(new NotifyWebhookPublisher(step));
        j.buildAndAssertSuccess(job);
        assertThat(SANDBOX.webhooks().taken()).anyMatch(taken -> taken.body().contains("from a freestyle job"));
    }
}
